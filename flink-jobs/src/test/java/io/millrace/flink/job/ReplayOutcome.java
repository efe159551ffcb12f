package io.millrace.flink.job;

import io.millrace.flink.digest.Digests;
import io.millrace.flink.digest.StreamDigest;
import io.millrace.flink.output.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a replay left behind.
 *
 * @param digests one hash per stream
 * @param files the account's files, which have one order, as they lie on disk
 * @param stages the stages' records by stream, sorted, because subtasks interleave
 */
record ReplayOutcome(
        Map<String, String> digests, Map<String, String> files, Map<String, List<String>> stages) {

    static final String STAGE = ".records.csv";

    private static final List<String> FILES =
            List.of(
                    RunFiles.DECISIONS,
                    RunFiles.ORDERS,
                    RunFiles.FILLS,
                    RunFiles.EQUITY,
                    RunFiles.ACCOUNT,
                    RunFiles.DEAD_LETTERS);

    static ReplayOutcome read(Path out) throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (String name : FILES) {
            files.put(name, Files.readString(out.resolve(name)));
        }
        Map<String, List<String>> stages = new TreeMap<>();
        for (String stream : List.of("bars", "features", "insights")) {
            stages.put(
                    stream,
                    Files.readAllLines(out.resolve(stream + STAGE)).stream()
                            .skip(1)
                            .sorted()
                            .toList());
        }
        return new ReplayOutcome(digests(out), files, stages);
    }

    /** One hash per stream. */
    static Map<String, String> digests(Path out) throws IOException {
        return Digests.combined(perKey(out.resolve(ReplayScene.DIGESTS)));
    }

    List<String> lines(String file) {
        return files.getOrDefault(file, "").lines().skip(1).toList();
    }

    /** Legs and reasons of the orders that filled, such as {@code EXIT END_OF_DAY}. */
    Set<String> waysOfFills() {
        Set<String> ways = new TreeSet<>();
        for (String line : lines(RunFiles.ORDERS)) {
            String[] fields = line.split(",", -1);
            if (fields[3].endsWith("_FILL")) {
                ways.add(fields[7] + " " + fields[14]);
            }
        }
        return ways;
    }

    /** Where it is not what was expected, with the first line that differs; empty if nowhere. */
    List<String> differencesFrom(ReplayOutcome expected) {
        List<String> differences = new ArrayList<>();
        expected.files.forEach(
                (name, text) -> compare(name, lines(name), expected.lines(name), differences));
        expected.stages.forEach(
                (name, lines) ->
                        compare(name, stages.getOrDefault(name, List.of()), lines, differences));
        if (!digests.equals(expected.digests)) {
            differences.add("digests: " + digests + " (expected: " + expected.digests + ")");
        }
        if (!files.equals(expected.files)) {
            differences.add("the bytes of the files");
        }
        return differences;
    }

    private static void compare(
            String name, List<String> lines, List<String> expected, List<String> differences) {
        int same = 0;
        while (same < Math.min(lines.size(), expected.size())
                && lines.get(same).equals(expected.get(same))) {
            same++;
        }
        if (same < Math.max(lines.size(), expected.size())) {
            differences.add(
                    "%s line %d of %d: %s (expected: %s)"
                            .formatted(
                                    name,
                                    same,
                                    lines.size(),
                                    same < lines.size() ? lines.get(same) : "none",
                                    same < expected.size() ? expected.get(same) : "none"));
        }
    }

    /** What was there at the instant, itself included; fingerprints and dead letters left out. */
    ReplayOutcome upTo(long millis) {
        Map<String, String> early = new TreeMap<>();
        Map<String, List<String>> earlyStages = new TreeMap<>();
        for (String file : FILES) {
            if (!file.equals(RunFiles.DEAD_LETTERS)) {
                early.put(file, "header\n" + String.join("\n", until(lines(file), millis)));
            }
        }
        stages.forEach((stream, lines) -> earlyStages.put(stream, until(lines, millis)));
        return new ReplayOutcome(Map.of(), early, earlyStages);
    }

    private static List<String> until(List<String> lines, long millis) {
        return lines.stream().filter(line -> instantOf(line) <= millis).toList();
    }

    static long instantOf(String line) {
        return Instant.parse(line.substring(0, line.indexOf(','))).toEpochMilli();
    }

    private static List<StreamDigest> perKey(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.skip(1)
                    .map(line -> line.split(",", -1))
                    .map(one -> new StreamDigest(one[0], one[1], Long.parseLong(one[2]), one[3]))
                    .toList();
        }
    }
}
