package io.millrace.control;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dependencies point one way: domain, connectors, flink-jobs, control. */
class ArchitectureTest {

    private static final JavaClasses PROGRAM =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.millrace");

    /** A rule over classes that are not there would hold whatever they do. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "domain",
                "connectors",
                "flink",
                "stack",
                "control",
                "avro",
                "broker",
                "observe",
                "modelserver"
            })
    void everyModuleIsLookedAt(String module) {
        assertThat(PROGRAM)
                .anyMatch(one -> one.getPackageName().startsWith("io.millrace." + module));
    }

    @Test
    void theDomainKnowsOnlyJava() {
        classes()
                .that()
                .resideInAPackage("io.millrace.domain..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "io.millrace.domain..")
                .check(PROGRAM);
    }

    @Test
    void theDomainTouchesNoFileSocketOrThread() {
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
                .because("the domain is functions of its inputs")
                .check(PROGRAM);
    }

    @Test
    void connectorsDoNotKnowTheJobs() {
        noClasses()
                .that()
                .resideInAPackage("io.millrace.connectors..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.millrace.flink..", "io.millrace.control..")
                .check(PROGRAM);
    }

    @Test
    void jobsDoNotKnowTheCommandLine() {
        noClasses()
                .that()
                .resideInAPackage("io.millrace.flink..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.millrace.control..")
                .check(PROGRAM);
    }

    @Test
    void jobsDoNotStartServers() {
        noClasses()
                .that()
                .resideInAnyPackage("io.millrace.flink..", "io.millrace.connectors..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.millrace.stack..")
                .check(PROGRAM);
    }

    @Test
    void theSimulatorKnowsNothingOfWhoTradesThere() {
        noClasses()
                .that()
                .resideInAPackage("io.millrace.broker..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.millrace..")
                                .and(
                                        not(
                                                resideInAnyPackage(
                                                        "io.millrace.broker..",
                                                        "io.millrace.domain..",
                                                        "io.millrace.avro..",
                                                        "io.millrace.observe..",
                                                        "io.millrace.connectors.files.."))))
                .because("a broker that shares code with its client agrees with its mistakes")
                .check(PROGRAM);
    }

    @Test
    void nobodyKnowsTheSimulatorButTheCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.millrace.broker..", "io.millrace.control..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.millrace.broker..")
                .check(PROGRAM);
    }

    @Test
    void whatObservesKnowsNothingOfWhatItObserves() {
        classes()
                .that()
                .resideInAPackage("io.millrace.observe..")
                .should()
                .onlyDependOnClassesThat(
                        resideInAPackage("io.millrace.observe..")
                                .or(not(resideInAPackage("io.millrace.."))))
                .check(PROGRAM);
    }

    @Test
    void theModelServerKnowsNothingOfWhatItsModelsAreFor() {
        noClasses()
                .that()
                .resideInAPackage("io.millrace.modelserver..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.millrace..")
                                .and(
                                        not(
                                                resideInAnyPackage(
                                                        "io.millrace.modelserver..",
                                                        "io.millrace.domain.config.."))))
                .because("any ONNX model is served, and any client may call")
                .check(PROGRAM);
    }

    @Test
    void theLocalStackStandsAlone() {
        classes()
                .that()
                .resideInAPackage("io.millrace.stack..")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackages(
                        "io.millrace.domain..",
                        "io.millrace.connectors..",
                        "io.millrace.flink..",
                        "io.millrace.control..")
                .check(PROGRAM);
    }

    @Test
    void onlyTheCommandLineReadsCommandLines() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.millrace.control..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("picocli..", "me.tongfei..")
                .check(PROGRAM);
    }

    @Test
    void onlyMainEndsTheProcess() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Millrace.class.getName())
                .should()
                .callMethod(System.class, "exit", int.class)
                .check(PROGRAM);
    }

    @Test
    void theCheckOfTheLedgerKnowsNothingOfTheProgram() {
        classes()
                .that()
                .resideInAPackage("io.millrace.control.ledger..")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(
                                        "java..",
                                        "org.jspecify..",
                                        "com.fasterxml.jackson..",
                                        "de.siegmar.fastcsv..",
                                        "picocli..",
                                        "io.millrace.control.ledger..")
                                .or(belongToAnyOf(CommandFailure.class, ExitCode.class)))
                .because("a check that shares code with what it checks repeats its mistakes")
                .check(PROGRAM);
    }

    @Test
    void commandsDoNotGoInCircles() {
        slices().matching("io.millrace.control.(*)..").should().beFreeOfCycles().check(PROGRAM);
    }

    @Test
    void everyRoomHasAMeaning() {
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
                        "..misc..")
                .check(PROGRAM);
    }
}
