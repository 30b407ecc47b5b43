package io.nineveh.broker.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever stands in a property, it is read, or refused as the interface says, and a secret in it is not shown. */
class S3SpecPropertyTest {
    private static final String SECRET = "hunter2";

    /** Always given, since without any region a client cannot be made everywhere. */
    private static final String REGION = "fs.s3a.endpoint.region";

    private static final S3Limits LIMITS = TestLimits.ofPart(5 << 20);

    @Property(tries = 3000)
    void noValueDoesHarm(@ForAll("schemes") String scheme, @ForAll("names") String name, @ForAll("values") String value)
            throws StorageException {
        Map<String, String> properties = new HashMap<>(Map.of(REGION, "eu-west-1"));
        properties.put(name, value);
        Optional<S3Spec> spec = Optional.empty();
        try {
            spec = Optional.of(S3Properties.read(Location.of(scheme + "://bucket/a"), properties, LIMITS));
        } catch (StorageException e) {
            assertThat(e.kind()).isEqualTo(StorageException.Kind.INVALID_ARGUMENT);
            assertThat(e)
                    .hasMessageContaining("property ")
                    .hasMessageNotContaining(SECRET)
                    .hasNoCause();
        }
        if (spec.isPresent()) {
            // What was read is what a client can be made of.
            S3Connection.open(spec.get()).close();
        }
    }

    @Provide
    Arbitrary<String> schemes() {
        return Arbitraries.of(
                S3Store.ALL.stream().flatMap(store -> store.schemes().stream()).toList());
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of(
                S3PageTest.names().filter(name -> !name.equals(REGION)).toList());
    }

    @Provide
    Arbitrary<String> values() {
        Arbitrary<String> pieces = Arbitraries.of(
                "http",
                "https",
                "://",
                "/",
                ":",
                "@",
                "[",
                "]",
                ".",
                "-",
                "%",
                "%2",
                "?",
                "#",
                "\\",
                " ",
                "\u0000",
                "1.2.3.4",
                "::1",
                "80",
                "99999999999",
                "store",
                "s3.",
                "bj.bcebos.com",
                "tos-",
                "volces.com",
                "amazonaws.com",
                "true",
                "AES256",
                "arn:aws:iam::123456789012:role/x",
                "é",
                "\uD83D\uDE00",
                SECRET);
        return Arbitraries.oneOf(
                pieces.list().ofMinSize(1).ofMaxSize(8).map(list -> String.join("", list)),
                Arbitraries.strings().ofMinLength(1).ofMaxLength(12).map(text -> SECRET + text));
    }
}
