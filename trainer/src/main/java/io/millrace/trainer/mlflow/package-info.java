/** The log of a training run at an MLflow tracking server, over its REST interface. */
@NullMarked
package io.millrace.trainer.mlflow;

import org.jspecify.annotations.NullMarked;
