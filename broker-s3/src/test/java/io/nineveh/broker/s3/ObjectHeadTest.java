package io.nineveh.broker.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.api.Md5;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Which ETags are the MD5 of the content. */
class ObjectHeadTest {
    private static final String MD5 = "d41d8cd98f00b204e9800998ecf8427e";

    @Test
    void thatOfAnObjectThatCameWithOneRequestIs() {
        assertThat(md5(head -> head.eTag("\"" + MD5 + "\""))).contains(new Md5(MD5));
        assertThat(md5(head -> head.eTag(MD5).serverSideEncryption("AES256"))).contains(new Md5(MD5));
    }

    @ParameterizedTest
    @ValueSource(strings = {MD5 + "-1", MD5 + "-17", "-" + MD5, "0x8D4BCC2E4835CD0", ""})
    void thatOfAnObjectThatCameInPartsOrIsSpelledOtherwiseIsNot(String etag) {
        assertThat(md5(head -> head.eTag(etag))).isEmpty();
    }

    @Test
    void thatOfOtherBytesThanAreReadIsNot() {
        assertThat(md5(head -> head.eTag(MD5).serverSideEncryption("aws:kms"))).isEmpty();
        assertThat(md5(head -> head.eTag(MD5).serverSideEncryption("aws:kms:dsse")))
                .isEmpty();
        assertThat(md5(head -> head.eTag(MD5).sseCustomerAlgorithm("AES256"))).isEmpty();
        assertThat(md5(head -> head.eTag(MD5).storageClass("EXPRESS_ONEZONE"))).isEmpty();
        assertThat(md5(head -> {})).isEmpty();
    }

    private static Optional<Md5> md5(Consumer<HeadObjectResponse.Builder> answer) {
        HeadObjectResponse.Builder head = HeadObjectResponse.builder().contentLength(0L);
        answer.accept(head);
        return ObjectHead.of(head.build()).md5();
    }
}
