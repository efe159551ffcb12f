package io.millrace.control;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Dependencies point one way: domain, connectors, flink-jobs, control. */
@AnalyzeClasses(packages = "io.millrace", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule theDomainKnowsOnlyJava =
            classes()
                    .that()
                    .resideInAPackage("io.millrace.domain..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage("java..", "org.jspecify..", "io.millrace.domain..");

    @ArchTest
    static final ArchRule theDomainTouchesNoFileSocketOrThread =
            noClasses()
                    .that()
                    .resideInAPackage("io.millrace.domain..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "java.nio.file..",
                            "java.nio.channels..",
                            "java.net..",
                            "java.sql..",
                            "java.util.concurrent..")
                    .because("the domain is functions of its inputs");

    @ArchTest
    static final ArchRule connectorsDoNotKnowTheJobs =
            noClasses()
                    .that()
                    .resideInAPackage("io.millrace.connectors..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.millrace.flink..", "io.millrace.control..");

    @ArchTest
    static final ArchRule jobsDoNotKnowTheCommandLine =
            noClasses()
                    .that()
                    .resideInAPackage("io.millrace.flink..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.millrace.control..");

    @ArchTest
    static final ArchRule jobsDoNotStartServers =
            noClasses()
                    .that()
                    .resideInAnyPackage("io.millrace.flink..", "io.millrace.connectors..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.millrace.stack..");

    @ArchTest
    static final ArchRule theLocalStackStandsAlone =
            classes()
                    .that()
                    .resideInAPackage("io.millrace.stack..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideOutsideOfPackages(
                            "io.millrace.domain..",
                            "io.millrace.connectors..",
                            "io.millrace.flink..",
                            "io.millrace.control..");

    @ArchTest
    static final ArchRule onlyTheCommandLineReadsCommandLines =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.millrace.control..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("picocli..", "me.tongfei..");

    @ArchTest
    static final ArchRule onlyMainEndsTheProcess =
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName(Millrace.class.getName())
                    .should()
                    .callMethod(System.class, "exit", int.class);

    @ArchTest
    static final ArchRule commandsDoNotGoInCircles =
            slices().matching("io.millrace.control.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule everyRoomHasAMeaning =
            noClasses()
                    .should()
                    .resideInAnyPackage(
                            "..util..",
                            "..utils..",
                            "..impl..",
                            "..helper..",
                            "..helpers..",
                            "..manager..",
                            "..common..",
                            "..misc..");
}
