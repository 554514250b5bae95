package dev.ocispec.service;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the policies of a private network promise, decided as the kernel does. */
enum EgressInvariant {
  /** No address of the host is reached, on no port. */
  HOST_CLOSED(host -> host, false),
  /** Neither is any other address of its loopback interface. */
  LOOPBACK_CLOSED(host -> List.of("127.0.0.53", "127.1.2.3", "127.255.255.254", "0.0.0.0"), false),
  /** Neither are link-local addresses. */
  LINK_LOCAL_CLOSED(host -> List.of("169.254.169.254", "169.254.0.1"), false),
  /** Of the network itself, only the resolver's port is reached. */
  ONLY_NAMES_IN_ITS_OWN_NETWORK(
      host -> List.of("10.214.57.1", "10.214.57.2", "10.214.57.3", "10.214.57.100"), false),
  /** Names are resolved. */
  NAMES_ARE_RESOLVED(host -> List.of("10.214.57.3"), true),
  /** Everything else is reached. */
  OUTSIDE_OPEN(host -> List.of("192.0.2.8", "10.214.58.1", "128.0.0.1", "169.253.1.1"), true);

  private static final Pattern POLICY =
      Pattern.compile(
          "xfrm policy add dir (out|in) src 0\\.0\\.0\\.0/0 dst ([0-9.]+)/([0-9]+)"
              + "(?: proto (udp|tcp))?(?: dport ([0-9]+))? priority ([0-9]+) action (allow|block)");

  private final Function<List<String>, List<String>> addresses;
  private final boolean open;

  EgressInvariant(Function<List<String>, List<String>> addresses, boolean open) {
    this.addresses = addresses;
    this.open = open;
  }

  /** What is reached and must not be, or the other way round. */
  List<String> violations(List<String> policies, List<String> host) {
    List<String> found = new ArrayList<>();
    for (String address : addresses.apply(host)) {
      for (String protocol : List.of("tcp", "udp")) {
        for (int port : this == NAMES_ARE_RESOLVED ? List.of(53) : List.of(22, 53, 8080)) {
          boolean names = address.equals("10.214.57.3") && port == 53;
          if (passes(policies, address, protocol, port) != (open || names)
              && (!names || this == NAMES_ARE_RESOLVED)) {
            found.add(protocol + " " + address + ":" + port);
          }
        }
      }
    }
    return found;
  }

  /** Of the policies that match, the first one with the lowest priority counts. */
  static boolean passes(List<String> policies, String address, String protocol, int port) {
    int best = Integer.MAX_VALUE;
    boolean allowed = true;
    for (String line : policies) {
      Matcher policy = POLICY.matcher(line);
      if (!policy.matches()) {
        throw new IllegalArgumentException(line);
      }
      int priority = Integer.parseInt(policy.group(6));
      if (policy.group(1).equals("out")
          && within(address, policy.group(2), Integer.parseInt(policy.group(3)))
          && (policy.group(4) == null || policy.group(4).equals(protocol))
          && (policy.group(5) == null || Integer.parseInt(policy.group(5)) == port)
          && priority < best) {
        best = priority;
        allowed = policy.group(7).equals("allow");
      }
    }
    return allowed;
  }

  private static boolean within(String address, String prefix, int length) {
    return bits(address).shiftRight(32 - length).equals(bits(prefix).shiftRight(32 - length));
  }

  private static BigInteger bits(String address) {
    try {
      return new BigInteger(1, InetAddress.getByName(address).getAddress());
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(address, e);
    }
  }
}
