package io.millrace.connectors.models;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.millrace.domain.model.GateReading;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Models in a folder: {@code NAME/VERSION/model.onnx}, which a model server can be pointed at, with
 * a card beside each for programs ({@code card.json}) and one for people ({@code card.md}).
 */
public final class ModelRegistry {

    public static final String ARTIFACT = "model.onnx";
    static final String CARD = "card.json";
    static final String CARD_TO_READ = "card.md";

    private static final Pattern PART = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    // a card of a later program is refused rather than half understood
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final Path root;

    public ModelRegistry(Path root) {
        this.root = root;
    }

    /** Every card, by name and version. */
    public List<ModelCard> list() {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root, 3)) {
            List<Path> cards = files.filter(file -> file.endsWith(CARD)).sorted().toList();
            List<ModelCard> read = new ArrayList<>();
            for (Path card : cards) {
                read.add(JSON.readValue(card.toFile(), ModelCard.class));
            }
            return read;
        } catch (IOException e) {
            throw new RegistryException(root + ": " + e.getMessage());
        }
    }

    /**
     * The card of a model.
     *
     * @param id such as {@code tft/3}
     */
    public ModelCard card(String id) {
        Path card = folder(id).resolve(CARD);
        if (!Files.isRegularFile(card)) {
            List<String> known = list().stream().map(ModelCard::id).toList();
            throw new RegistryException(id + ": not registered (expected: one of " + known + ")");
        }
        try {
            return JSON.readValue(card.toFile(), ModelCard.class);
        } catch (IOException e) {
            throw new RegistryException(card + ": " + e.getMessage());
        }
    }

    /** Where the artifact of a model lies. */
    public Path artifact(String id) {
        return folder(id).resolve(ARTIFACT);
    }

    /**
     * Registers a version that is not there yet; an artifact that lies elsewhere is copied to its
     * place.
     *
     * @param card with the artifact's hash and its first state
     */
    public void register(ModelCard card, Path artifact) {
        Path folder = folder(card.id());
        if (Files.exists(folder.resolve(CARD))) {
            throw new RegistryException(card.id() + ": registered (expected: a new version)");
        }
        Path place = folder.resolve(ARTIFACT);
        try {
            Files.createDirectories(folder);
            boolean inPlace = Files.exists(place) && Files.isSameFile(place, artifact);
            if (!inPlace) {
                Files.copy(artifact, place);
            }
        } catch (IOException e) {
            throw new RegistryException(place + ": " + e);
        }
        requireHash(card, place);
        write(card);
    }

    /**
     * Makes a candidate the green one of its name; the one before it is deprecated.
     *
     * @param approvedInSpite whether somebody answers for gates that refuse
     * @return the new card
     */
    public ModelCard promote(String id, ModelCard.Step green, boolean approvedInSpite) {
        ModelCard card = card(id);
        requireStep(card, ModelState.GREEN);
        requireHash(card, artifact(id));
        List<String> refusals =
                card.gates().stream()
                        .filter(gate -> !gate.passed())
                        .map(ModelRegistry::told)
                        .toList();
        if (!refusals.isEmpty() && !approvedInSpite) {
            throw new RegistryException(id + ": not promoted\n  " + String.join("\n  ", refusals));
        }
        for (ModelCard other : list()) {
            boolean before = other.name().equals(card.name()) && other.state() == ModelState.GREEN;
            if (before) {
                String why = "followed by " + id;
                write(
                        other.with(
                                new ModelCard.Step(
                                        ModelState.DEPRECATED,
                                        green.atMillis(),
                                        green.who(),
                                        why)));
            }
        }
        ModelCard promoted = card.with(green);
        write(promoted);
        return promoted;
    }

    /** Withdraws a version. */
    public ModelCard deprecate(String id, ModelCard.Step deprecated) {
        ModelCard card = card(id);
        requireStep(card, ModelState.DEPRECATED);
        ModelCard withdrawn = card.with(deprecated);
        write(withdrawn);
        return withdrawn;
    }

    /** What is wrong with a version: nothing, or a sentence for each. */
    public List<String> faults(String id) {
        ModelCard card = card(id);
        Path folder = folder(id);
        List<String> faults = new ArrayList<>();
        try {
            String hash = sha256(folder.resolve(ARTIFACT));
            if (!hash.equals(card.sha256())) {
                faults.add("artifact: sha256 " + hash + " (expected: " + card.sha256() + ")");
            }
            String readable = Files.readString(folder.resolve(CARD_TO_READ));
            if (!readable.equals(card.markdown())) {
                faults.add(CARD_TO_READ + ": says something else than " + CARD);
            }
        } catch (IOException e) {
            faults.add("unreadable: " + e);
        }
        if (!card.id().equals(id)) {
            faults.add(CARD + ": of " + card.id() + " (expected: " + id + ")");
        }
        return faults;
    }

    /** The hash of a file, in lower case. */
    public static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            DigestInputStream digest =
                    new DigestInputStream(in, MessageDigest.getInstance("SHA-256"));
            digest.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static String told(GateReading gate) {
        return "%s: %s (expected: %s)".formatted(gate.name(), gate.actual(), gate.expected());
    }

    private static void requireStep(ModelCard card, ModelState next) {
        if (!card.state().mayBecome(next)) {
            throw new RegistryException(
                    "%s: %s (expected: a state that may become %s)"
                            .formatted(card.id(), card.state(), next));
        }
    }

    private static void requireHash(ModelCard card, Path artifact) {
        try {
            String hash = sha256(artifact);
            if (!hash.equals(card.sha256())) {
                throw new RegistryException(
                        "%s: sha256 %s (expected: %s, as its card says)"
                                .formatted(artifact, hash, card.sha256()));
            }
        } catch (IOException e) {
            throw new RegistryException(artifact + ": " + e);
        }
    }

    private Path folder(String id) {
        String[] parts = id.split("/", -1);
        if (parts.length != 2
                || !PART.matcher(parts[0]).matches()
                || !PART.matcher(parts[1]).matches()) {
            throw new RegistryException(id + " (expected: NAME/VERSION such as tft/3)");
        }
        return root.resolve(parts[0]).resolve(parts[1]);
    }

    private void write(ModelCard card) {
        Path folder = folder(card.id());
        try {
            replace(folder.resolve(CARD), JSON.writeValueAsString(card) + "\n");
            replace(folder.resolve(CARD_TO_READ), card.markdown());
        } catch (IOException e) {
            throw new RegistryException(folder + ": " + e);
        }
    }

    private static void replace(Path file, String text) throws IOException {
        Path unfinished = file.resolveSibling("." + file.getFileName() + ".unfinished");
        Files.writeString(unfinished, text);
        Files.move(
                unfinished,
                file,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }
}
