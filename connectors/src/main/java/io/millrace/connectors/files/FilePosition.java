package io.millrace.connectors.files;

/**
 * How far a file was read.
 *
 * @param file path, and entry of a zip
 * @param rows rows behind the last event, wanted or not, the header not counted
 * @param finished whether nothing is left in it
 */
public record FilePosition(String file, long rows, boolean finished) {}
