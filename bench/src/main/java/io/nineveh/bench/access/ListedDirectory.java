package io.nineveh.bench.access;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A directory to list. Its name tells how many files it holds, so that the ceiling knows what to answer. */
public record ListedDirectory(int files) {
    private static final Pattern NAME = Pattern.compile("listed-(\\d{1,6})");

    /** The directory with a name; empty when it is none of these. */
    public static Optional<ListedDirectory> named(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches()
                ? Optional.of(new ListedDirectory(Integer.parseInt(matcher.group(1))))
                : Optional.empty();
    }

    public String name() {
        return "listed-" + files;
    }

    /** The name of one of its files. */
    public static String file(int number) {
        return "part-%06d.dat".formatted(number);
    }
}
