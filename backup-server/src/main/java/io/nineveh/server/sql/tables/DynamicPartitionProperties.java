package io.nineveh.server.sql.tables;

import static java.util.stream.Collectors.toCollection;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.config.NearestName;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/** The properties {@code dynamic_partition.*} of a table, read one by one. */
final class DynamicPartitionProperties {
    static final String SECTION = "dynamic_partition.";
    static final String ENABLE = "dynamic_partition.enable";
    /** How the absence of a time or a period is written. */
    static final String NO_PERIODS = "NULL";

    /** What the properties are called after their common prefix. */
    private enum Key {
        ENABLE,
        TIME_UNIT,
        START,
        END,
        PREFIX,
        BUCKETS,
        TIME_ZONE,
        START_DAY_OF_WEEK,
        START_DAY_OF_MONTH,
        CREATE_HISTORY_PARTITION,
        HISTORY_PARTITION_NUM,
        REPLICATION_NUM,
        RESERVED_HISTORY_PERIODS;

        String property() {
            return SECTION + name().toLowerCase(Locale.ROOT);
        }
    }

    /** Those that other servers have, with the only value that means nothing there either. */
    private static final Map<String, String> WITHOUT_MEANING = Map.of(
            "dynamic_partition.hot_partition_num", "0",
            "dynamic_partition.storage_policy", "",
            "dynamic_partition.storage_medium", "HDD",
            "dynamic_partition.replication_allocation", "tag.location.default: 1");

    private final Map<String, String> properties;

    /**
     * Those among the properties of a table.
     *
     * @throws RefusedException naming one that there is not
     */
    DynamicPartitionProperties(Map<String, String> properties) {
        this.properties = properties;
        properties.keySet().stream()
                .filter(name -> name.startsWith(SECTION))
                .sorted()
                .forEach(this::requireKnown);
    }

    /** Whether any is there. */
    static boolean areIn(Map<String, String> properties) {
        return properties.keySet().stream().anyMatch(name -> name.startsWith(SECTION));
    }

    /** Whether partitions come and go by themselves, as far as can be said without reading the other properties. */
    static boolean areEnabled(Map<String, String> properties) {
        return areIn(properties) && !properties.getOrDefault(ENABLE, "true").equalsIgnoreCase("false");
    }

    private void requireKnown(String name) {
        if (Arrays.stream(Key.values()).anyMatch(key -> key.property().equals(name))) {
            return;
        }
        String meaningless = WITHOUT_MEANING.get(name);
        if (meaningless == null) {
            throw invalid("Invalid dynamic partition properties: %s%s"
                    .formatted(
                            name,
                            NearestName.of(
                                            name,
                                            Arrays.stream(Key.values())
                                                    .map(Key::property)
                                                    .collect(toCollection(TreeSet::new)))
                                    .map("; the nearest is %s"::formatted)
                                    .orElse("; leave it out")));
        }
        if (!meaningless.equalsIgnoreCase(properties.get(name))) {
            throw new RefusedException(
                    Reason.NOT_SUPPORTED, "The property \"%s\" is not supported: leave it out".formatted(name));
        }
    }

    boolean isEnabled() {
        return bool(Key.ENABLE, true, "Invalid dynamic partition enable: %s. Expected true or false");
    }

    PartitionPeriod period() {
        String unit = required(Key.TIME_UNIT);
        return Arrays.stream(PartitionPeriod.values())
                .filter(period -> period.name().equalsIgnoreCase(unit))
                .findFirst()
                .orElseThrow(
                        () -> invalid("Unsupported time unit %s. Expect HOUR/DAY/WEEK/MONTH/YEAR.".formatted(unit)));
    }

    /** Less than 0; empty: no partition is too old. */
    OptionalInt start() {
        OptionalInt start = number(Key.START, "Invalid dynamic partition start %s");
        if (start.isPresent() && start.getAsInt() >= 0) {
            throw invalid("Dynamic partition start must less than 0");
        }
        return start.isPresent() && start.getAsInt() == Integer.MIN_VALUE ? OptionalInt.empty() : start;
    }

    int end() {
        required(Key.END);
        int end = number(Key.END, "Invalid dynamic partition end %s").orElseThrow();
        if (end <= 0) {
            throw invalid("Dynamic partition end must greater than 0");
        }
        return end;
    }

    String prefix() {
        String prefix = required(Key.PREFIX);
        if (!prefix.matches("[a-zA-Z][a-zA-Z0-9_-]{0,49}")) {
            throw invalid("Invalid dynamic partition prefix: %s. Write a letter, then up to 49 letters, digits, _ and -"
                    .formatted(prefix));
        }
        return prefix;
    }

    /** Empty: as many as the table has. */
    OptionalInt buckets() {
        OptionalInt buckets = number(Key.BUCKETS, "Invalid dynamic partition buckets %s");
        if (buckets.isPresent() && buckets.getAsInt() <= 0) {
            throw invalid("Dynamic partition buckets must greater than 0");
        }
        return buckets;
    }

    /** Empty: the server's. */
    Optional<ZoneId> zone() {
        return given(Key.TIME_ZONE).map(name -> {
            try {
                return ZoneId.of(name);
            } catch (DateTimeException e) {
                throw new RefusedException(
                        Reason.INVALID,
                        "Unknown or incorrect time zone: '%s'; write one as Asia/Shanghai or +08:00".formatted(name),
                        e);
            }
        });
    }

    /** The first day of weeks, 1 for Monday, or of months. */
    int firstDay(PartitionPeriod period) {
        int ofWeek = dayUpTo(Key.START_DAY_OF_WEEK, 7);
        int ofMonth = dayUpTo(Key.START_DAY_OF_MONTH, 28);
        return period == PartitionPeriod.WEEK ? ofWeek : ofMonth;
    }

    /** How many past periods get partitions, too. */
    int history(OptionalInt start) {
        OptionalInt given =
                number(Key.HISTORY_PARTITION_NUM, "Invalid properties: dynamic_partition.history_partition_num");
        OptionalInt most = given.isPresent() && given.getAsInt() == -1 ? OptionalInt.empty() : given;
        if (most.isPresent() && most.getAsInt() < 0) {
            throw invalid("Dynamic history partition num must greater than 0");
        }
        boolean isCreated = bool(
                Key.CREATE_HISTORY_PARTITION,
                false,
                "Invalid dynamic partition create_history_partition: %s. Expected true or false");
        if (!isCreated) {
            return 0;
        }
        if (start.isEmpty() && most.isEmpty()) {
            throw invalid("Provide start or history_partition_num property when creating history partition");
        }
        return Math.min(start.isPresent() ? -start.getAsInt() : Integer.MAX_VALUE, most.orElse(Integer.MAX_VALUE));
    }

    String reservedPeriods() {
        return given(Key.RESERVED_HISTORY_PERIODS).orElse(NO_PERIODS);
    }

    /** There is one backend, which holds a tablet once. */
    void requireOneReplica() {
        OptionalInt replicas = number(Key.REPLICATION_NUM, "Invalid dynamic partition replication num: %s.");
        if (replicas.isPresent() && replicas.getAsInt() != 1) {
            throw invalid(
                    replicas.getAsInt() <= 0
                            ? "Dynamic partition replication num must greater than 0"
                            : "dynamic_partition.replication_num is %d, and there is one backend: set it to \"1\""
                                    .formatted(replicas.getAsInt()));
        }
    }

    private int dayUpTo(Key key, int most) {
        int day = number(key, "Invalid properties: " + key.property()).orElse(1);
        if (day < 1 || day > most) {
            throw invalid("%s should between 1 and %d".formatted(key.property(), most));
        }
        return day;
    }

    private boolean bool(Key key, boolean defaultValue, String error) {
        Optional<String> text = given(key);
        if (text.isPresent()
                && !text.get().equalsIgnoreCase("true")
                && !text.get().equalsIgnoreCase("false")) {
            throw invalid(error.formatted(text.get()));
        }
        return text.map(Boolean::parseBoolean).orElse(defaultValue);
    }

    private OptionalInt number(Key key, String error) {
        Optional<String> text = given(key);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Integer.parseInt(text.get()));
        } catch (NumberFormatException e) {
            throw new RefusedException(Reason.INVALID, error.formatted(text.get()), e);
        }
    }

    private String required(Key key) {
        return given(key)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> invalid("Must assign %s properties".formatted(key.property())));
    }

    private Optional<String> given(Key key) {
        return Optional.ofNullable(properties.get(key.property()));
    }

    private static RefusedException invalid(String message) {
        return new RefusedException(Reason.INVALID, message);
    }
}
