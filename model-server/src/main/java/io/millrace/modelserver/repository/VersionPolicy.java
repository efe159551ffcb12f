package io.millrace.modelserver.repository;

import java.util.Collection;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which of a model's versions are served.
 *
 * @param newest how many of the highest; 0 where the versions are named
 * @param named these and no other
 */
record VersionPolicy(int newest, Set<Integer> named) {

    static final String EXPECTED = "latest, latest N, all, or a list of versions such as [1, 3]";
    private static final Pattern LATEST = Pattern.compile("latest(?: ([1-9][0-9]{0,5}))?");
    private static final Pattern NAMED = Pattern.compile("\\[\\s*(\\d+(?:\\s*,\\s*\\d+)*)\\s*]");

    static Optional<VersionPolicy> parse(String text) {
        if (text.equals("all")) {
            return Optional.of(new VersionPolicy(Integer.MAX_VALUE, Set.of()));
        }
        Matcher latest = LATEST.matcher(text);
        if (latest.matches()) {
            String count = latest.group(1);
            return Optional.of(
                    new VersionPolicy(count == null ? 1 : Integer.parseInt(count), Set.of()));
        }
        Matcher named = NAMED.matcher(text);
        if (named.matches()) {
            Set<Integer> versions =
                    Pattern.compile("\\s*,\\s*")
                            .splitAsStream(named.group(1))
                            .map(Integer::valueOf)
                            .collect(Collectors.toUnmodifiableSet());
            return Optional.of(new VersionPolicy(0, versions));
        }
        return Optional.empty();
    }

    NavigableSet<Integer> of(Collection<Integer> present) {
        return present.stream()
                .sorted(Comparator.reverseOrder())
                .filter(one -> newest > 0 || named.contains(one))
                .limit(newest > 0 ? newest : Long.MAX_VALUE)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
