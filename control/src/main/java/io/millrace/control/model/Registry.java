package io.millrace.control.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.connectors.jdbc.ModelTables;
import io.millrace.connectors.jdbc.RegisteredModel;
import io.millrace.connectors.models.ModelCard;
import io.millrace.connectors.models.ModelRegistry;
import io.millrace.connectors.models.RegistryException;
import io.millrace.control.CommandFailure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the registry is: what every command about models asks for. */
final class Registry {

    @Option(
            names = "--models",
            paramLabel = "DIR",
            defaultValue = "models",
            description = "Folder of the models; ${DEFAULT-VALUE} unless said.")
    private Path models = Path.of("models");

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /** Asks the registry, and gives what it refuses as a failure of the command. */
    <T> T ask(Function<ModelRegistry, T> question) {
        try {
            return question.apply(new ModelRegistry(models));
        } catch (RegistryException refused) {
            throw CommandFailure.failed(refused.getMessage());
        }
    }

    boolean asksJson() {
        return json;
    }

    /** Cards in the form that was asked for. */
    String told(ModelCard card) {
        return json ? json(card) : card.markdown();
    }

    String json(Object content) {
        try {
            return new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + content, e);
        }
    }

    /** Brings every card to the table {@code models_registry}, where a database was named. */
    void publish(@Nullable String db) {
        if (db == null) {
            return;
        }
        DatabaseAddress address = DatabaseAddress.parse(db);
        List<RegisteredModel> rows =
                ask(registry -> registry.list().stream().map(one -> row(one, registry)).toList());
        try (Connection connection = address.connect()) {
            ModelTables.registry().write(connection, rows);
        } catch (SQLException failed) {
            throw CommandFailure.failed("--db: " + address + ": " + failed.getMessage());
        }
    }

    private static RegisteredModel row(ModelCard card, ModelRegistry registry) {
        return new RegisteredModel(
                card.name(),
                card.version(),
                card.sha256(),
                card.state().name(),
                registry.artifact(card.id()).toString(),
                card.trainedAtMillis(),
                card.metrics(),
                card.lineage());
    }
}
