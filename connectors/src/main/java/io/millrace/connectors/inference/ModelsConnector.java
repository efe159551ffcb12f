package io.millrace.connectors.inference;

import io.millrace.domain.model.ModelRef;
import java.io.Serializable;
import java.util.List;

/** Opens the way to the models, wherever the job runs. */
public interface ModelsConnector extends Serializable {

    /**
     * A way to the models, once what is served has been looked at.
     *
     * @param models that will be asked
     * @throws ModelFailure when what is served is not what was expected
     */
    Models connect(List<ModelRef> models) throws ModelFailure;
}
