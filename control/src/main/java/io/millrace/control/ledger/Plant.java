package io.millrace.control.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

/** The seven faults that are planted, one at a time, to see whether the check names them. */
enum Plant {
    LOSS(Breach.LOSS) {
        @Override
        RunFiles in(SampleRun run, Path folder) throws IOException {
            int first = filledEntry(run);
            // an entry that filled, its two legs, three fills and the ends of all
            run.rows.subList(first, first + 9).clear();
            run.book();
            return run.write(folder);
        }
    },
    DUPLICATE(Breach.DUPLICATE) {
        @Override
        RunFiles in(SampleRun run, Path folder) throws IOException {
            return copied(run, folder, text(run, "client_order_id"), text(run, "symbol"));
        }
    },
    SEMANTIC_DUPLICATE(Breach.SEMANTIC_DUPLICATE) {
        @Override
        RunFiles in(SampleRun run, Path folder) throws IOException {
            return copied(run, folder, "named-by-chance", text(run, "symbol"));
        }
    },
    ORPHAN(Breach.ORPHAN) {
        @Override
        RunFiles in(SampleRun run, Path folder) throws IOException {
            return copied(run, folder, "decided-by-nobody", "ZZZ");
        }
    },
    REORDER(Breach.REORDER) {
        @Override
        RunFiles in(SampleRun run, Path folder) throws IOException {
            int first = filledEntry(run);
            Collections.swap(run.rows, first + 1, first + 2);
            return run.write(folder);
        }
    },
    WRONG_FILL(Breach.WRONG_FILL) {
        @Override
        RunFiles in(SampleRun run, Path folder) throws IOException {
            ObjectNode fill = run.rows.get(filledEntry(run) + 3);
            BigDecimal cent = new BigDecimal("0.01");
            fill.put("price", fill.path("price").decimalValue().add(cent));
            return run.write(folder);
        }
    },
    TORN_LAST_LINE(Breach.TORN_LAST_LINE) {
        @Override
        RunFiles in(SampleRun run, Path folder) throws IOException {
            // a last line that nothing else depends on, so that its loss alone can be named
            run.status(0, text(run, "id"), "filled");
            run.book();
            RunFiles files = run.write(folder);
            String whole = Files.readString(files.ledger());
            Files.writeString(files.ledger(), whole.substring(0, whole.length() - 20));
            return files;
        }
    };

    private final Breach breach;

    Plant(Breach breach) {
        this.breach = breach;
    }

    /** By what name it has to be found. */
    Breach breach() {
        return breach;
    }

    /** Writes the run with this fault in it. */
    abstract RunFiles in(SampleRun run, Path folder) throws IOException;

    private static int filledEntry(SampleRun run) {
        for (int at = 0; at + 3 < run.rows.size(); at++) {
            boolean entry = run.rows.get(at).path("role").asText().equals("parent");
            if (entry && run.rows.get(at + 3).has("cum_qty")) {
                return at;
            }
        }
        throw new IllegalStateException("a sample without a filled entry");
    }

    private static String text(SampleRun run, String name) {
        return run.rows.get(filledEntry(run)).path(name).asText();
    }

    /** The filled entry once more, right after itself, under a name and for a symbol. */
    private static RunFiles copied(SampleRun run, Path folder, String name, String symbol)
            throws IOException {
        ObjectNode entry = run.rows.get(filledEntry(run));
        ObjectNode copy = entry.deepCopy();
        copy.put("id", "copy").put("client_order_id", name).put("symbol", symbol);
        ObjectNode end = entry.deepCopy();
        end.removeAll();
        end.put("seq", 0).put("wall", entry.path("wall").longValue());
        end.put("at", entry.path("at").longValue()).put("type", "STATUS");
        end.put("id", "copy").put("status", "canceled");
        run.rows.addAll(filledEntry(run) + 9, List.of(copy, end));
        run.book();
        return run.write(folder);
    }
}
