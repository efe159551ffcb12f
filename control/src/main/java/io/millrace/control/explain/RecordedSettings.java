package io.millrace.control.explain;

import io.millrace.domain.config.Settings;
import io.millrace.domain.ensemble.EnsembleSettings;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.Resolution;
import io.millrace.domain.model.ModelSettings;
import io.millrace.domain.risk.RiskLimits;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The settings of a run, read back from how they were printed.
 *
 * @param printed by key; an empty map means the defaults
 */
record RecordedSettings(Map<String, String> printed) {

    /** The ensemble's; mistakes cannot be there, because the run would not have started. */
    EnsembleSettings ensemble(Resolution resolution) {
        Settings settings = settings();
        Market market = settings.choice("market.calendar", Market.class, Market.XNYS);
        return EnsembleSettings.from(
                settings, market, resolution, ModelSettings.from(settings).isServed());
    }

    RiskLimits limits() {
        return RiskLimits.from(settings());
    }

    /** The same settings but for one. */
    RecordedSettings with(String key, String value) {
        Map<String, String> changed = new HashMap<>(printed);
        changed.put(key, value);
        return new RecordedSettings(changed);
    }

    private Settings settings() {
        Map<String, Object> values = new HashMap<>();
        printed.forEach((key, value) -> values.put(key, read(value)));
        return new Settings(values);
    }

    private static Object read(String value) {
        if (!value.startsWith("[") || !value.endsWith("]")) {
            return value;
        }
        String inside = value.substring(1, value.length() - 1);
        if (inside.startsWith("{")) {
            return sections(inside);
        }
        return inside.isEmpty() ? List.of() : List.of(inside.split(", ", -1));
    }

    private static List<Map<String, Object>> sections(String inside) {
        return Stream.of(inside.split("(?<=}), ", -1)).map(RecordedSettings::section).toList();
    }

    private static Map<String, Object> section(String text) {
        Map<String, Object> section = new LinkedHashMap<>();
        for (String pair : text.substring(1, text.length() - 1).split(", ", -1)) {
            String[] parts = pair.split("=", 2);
            section.put(parts[0], parts.length > 1 ? parts[1] : "");
        }
        return section;
    }
}
