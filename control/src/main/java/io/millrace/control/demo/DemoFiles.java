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
 * ta4j-examples, which is read as data and never as code, what we say about them, and the model.
 */
record DemoFiles(Path folder) {

    private static final String TRADES = "bitstamp_trades_from_20131125_usd.csv";
    private static final String DESCRIPTION = "tape.yaml";
    private static final String PROFILE = "profile.yaml";
    private static final String MODEL = "models/tft/1/model.onnx";
    private static final String SERVING = "models/tft/config.yaml";

    static DemoFiles unpack() throws IOException {
        DemoFiles files = new DemoFiles(Files.createTempDirectory("millrace-demo-"));
        writeTape(files.tape());
        copy("/demo/" + PROFILE, files.profile());
        Files.createDirectories(files.folder().resolve(MODEL).getParent());
        copy("/demo/" + MODEL, files.folder().resolve(MODEL));
        copy("/demo/" + SERVING, files.folder().resolve(SERVING));
        // for Ctrl-C; Java deletes in the reverse order
        files.innermostFirst()
                .descendingIterator()
                .forEachRemaining(one -> one.toFile().deleteOnExit());
        return files;
    }

    /** Writes the trades and what is said about them into a new folder. */
    static void writeTape(Path to) throws IOException {
        Files.createDirectories(to);
        copy("/" + TRADES, to.resolve(TRADES));
        copy("/demo/" + DESCRIPTION, to.resolve(DESCRIPTION));
    }

    Path tape() {
        return folder.resolve("tape");
    }

    /** The models in the layout of a model server's folder. */
    Path models() {
        return folder.resolve("models");
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
                        folder.resolve(MODEL),
                        folder.resolve(MODEL).getParent(),
                        folder.resolve(SERVING),
                        models().resolve("tft"),
                        models(),
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
