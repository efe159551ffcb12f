package io.millrace.control.demo;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The demo's input, unpacked from the libraries into a folder of its own: the trades out of
 * ta4j-examples, which is read as data and never as code, and what we say about them.
 */
record DemoFiles(Path folder) {

    private static final String TRADES = "bitstamp_trades_from_20131125_usd.csv";
    private static final String DESCRIPTION = "tape.yaml";
    private static final String PROFILE = "profile.yaml";

    static DemoFiles unpack() throws IOException {
        DemoFiles files = new DemoFiles(Files.createTempDirectory("millrace-demo-"));
        Files.createDirectory(files.tape());
        copy("/" + TRADES, files.tape().resolve(TRADES));
        copy("/demo/" + DESCRIPTION, files.tape().resolve(DESCRIPTION));
        copy("/demo/" + PROFILE, files.profile());
        // for Ctrl-C; Java deletes in the reverse order
        files.innermostFirst()
                .descendingIterator()
                .forEachRemaining(one -> one.toFile().deleteOnExit());
        return files;
    }

    Path tape() {
        return folder.resolve("tape");
    }

    Path profile() {
        return folder.resolve(PROFILE);
    }

    void delete() throws IOException {
        for (Path file : innermostFirst()) {
            Files.deleteIfExists(file);
        }
    }

    private Deque<Path> innermostFirst() {
        return new ArrayDeque<>(
                List.of(
                        tape().resolve(TRADES),
                        tape().resolve(DESCRIPTION),
                        tape(),
                        profile(),
                        folder));
    }

    private static void copy(String resource, Path to) throws IOException {
        try (InputStream in = DemoFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new FileNotFoundException("class path resource " + resource);
            }
            Files.copy(in, to);
        }
    }
}
