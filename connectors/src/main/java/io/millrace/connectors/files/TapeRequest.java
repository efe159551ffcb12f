package io.millrace.connectors.files;

import io.millrace.domain.market.Market;
import io.millrace.domain.market.Resolution;
import java.nio.file.Path;
import java.util.List;

/**
 * What a run wants to read.
 *
 * @param paths files and folders
 * @param resolution of bars; where a folder holds several, this one is taken
 */
public record TapeRequest(
        List<Path> paths, TapeFilter filter, Resolution resolution, Market market) {

    public TapeRequest {
        paths = List.copyOf(paths);
    }
}
