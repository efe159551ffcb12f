/** The registry of models: artifacts by hash, cards, and where each version stands. */
@NullMarked
package io.millrace.connectors.models;

import org.jspecify.annotations.NullMarked;
