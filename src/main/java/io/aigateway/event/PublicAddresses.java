package io.aigateway.event;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Which addresses are anybody's on the internet, and not the gateway's own host, its network or a
 * cloud's metadata service.
 */
public final class PublicAddresses {

    private static final int BITS_OF_A_BYTE = 8;

    /** What is reserved, after IANA's special-purpose registries, and what wraps IPv4 in IPv6. */
    private static final List<Block> RESERVED =
            List.of(
                    Block.of("0.0.0.0", 8),
                    Block.of("10.0.0.0", 8),
                    Block.of("100.64.0.0", 10),
                    Block.of("127.0.0.0", 8),
                    Block.of("169.254.0.0", 16),
                    Block.of("172.16.0.0", 12),
                    Block.of("192.0.0.0", 24),
                    Block.of("192.0.2.0", 24),
                    Block.of("192.168.0.0", 16),
                    Block.of("198.18.0.0", 15),
                    Block.of("198.51.100.0", 24),
                    Block.of("203.0.113.0", 24),
                    Block.of("224.0.0.0", 3),
                    Block.of("::", 32),
                    Block.of("64:ff9b::", 32),
                    Block.of("100::", 16),
                    Block.of("2001::", 23),
                    Block.of("2001:db8::", 32),
                    Block.of("2002::", 16),
                    Block.of("fc00::", 7),
                    Block.of("fe80::", 9),
                    Block.of("ff00::", 8));

    private PublicAddresses() {}

    /**
     * Whether an address is one of the internet's. An IPv4 address within IPv6 counts as itself.
     */
    public static boolean contains(InetAddress address) {
        return RESERVED.stream().noneMatch(block -> block.contains(address.getAddress()));
    }

    private record Block(byte[] start, int bits) {

        static Block of(String start, int bits) {
            try {
                return new Block(InetAddress.getByName(start).getAddress(), bits);
            } catch (UnknownHostException impossible) {
                throw new IllegalStateException(start, impossible);
            }
        }

        boolean contains(byte[] address) {
            return address.length == start.length && prefix(address).equals(prefix(start));
        }

        private BigInteger prefix(byte[] of) {
            return new BigInteger(1, of).shiftRight(of.length * BITS_OF_A_BYTE - bits);
        }
    }
}
