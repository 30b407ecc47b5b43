package io.nineveh.backup.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalHostTest {
    @Test
    void everyAddressOfThisHostIsLocal() throws SocketException {
        List<String> addresses = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .map(InetAddress::getHostAddress)
                .toList();

        assertThat(addresses).isNotEmpty().allMatch(LocalHost::is);
    }

    @Test
    void namesOfTheLoopbackAreLocal() {
        assertThat(LocalHost.is("localhost")).isTrue();
        assertThat(LocalHost.is("127.0.0.7")).isTrue();
        assertThat(LocalHost.is("::1")).isTrue();
    }

    @Test
    void otherAddressesAndUnknownNamesAreNot() {
        assertThat(LocalHost.is("198.51.100.1")).isFalse();
        assertThat(LocalHost.is("no-such-host.invalid")).isFalse();
    }
}
