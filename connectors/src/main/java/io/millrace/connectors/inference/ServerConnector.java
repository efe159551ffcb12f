package io.millrace.connectors.inference;

import io.millrace.domain.model.ModelDefinition;
import io.millrace.domain.model.ModelRef;
import io.millrace.domain.model.ModelSettings;
import java.util.List;

/**
 * The way to a model server, in one of two manners.
 *
 * @param live whether an answer that does not come in time is done without; otherwise it is waited
 *     for
 */
public record ServerConnector(ModelSettings settings, ModelDefinition definition, boolean live)
        implements ModelsConnector {

    private static final long serialVersionUID = 1L;

    /** For a live run: a bar never waits longer than the deadline. */
    public static ServerConnector live(ModelSettings settings) {
        return new ServerConnector(settings, ModelDefinition.STANDARD, true);
    }

    /** For a replay: the same questions get the same answers. */
    public static ServerConnector patient(ModelSettings settings) {
        return new ServerConnector(settings, ModelDefinition.STANDARD, false);
    }

    @Override
    public Models connect(List<ModelRef> models) throws ModelFailure {
        ModelClient client = new ModelEndpoint(settings.url(), settings.transport()).open();
        ModelServer server =
                live
                        ? new LiveModels(
                                client,
                                definition,
                                settings.deadlineMillis(),
                                settings.breaker(),
                                LiveModels.Clock.MONOTONIC)
                        : new PatientModels(
                                client, definition, settings.url(), settings.patienceMillis());
        try {
            server.look(models);
        } catch (ModelFailure mismatch) {
            server.close();
            throw mismatch;
        }
        return settings.units() == 0 ? server : new RoundedModels(server, settings.units());
    }
}
