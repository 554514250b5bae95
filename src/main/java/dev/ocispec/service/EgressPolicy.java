package dev.ocispec.service;

import dev.ocispec.host.NetworkTools;
import dev.ocispec.host.internal.HostCommand;
import dev.ocispec.sandbox.PrivateAddresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What a container may not send to through its private network, told to the kernel as transform
 * policies of the container's network namespace. They hold for every socket there, also for one
 * that names its interface, which a route of the kind "blackhole" would not stop; and what forwards
 * would pass such a packet on to the host, its loopback interface included.
 */
final class EgressPolicy {
  /** This machine, link-local addresses with the secrets of cloud machines, groups, everybody. */
  private static final List<String> CLOSED =
      List.of("0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "255.255.255.255/32");

  private EgressPolicy() {}

  /**
   * Sets the policies.
   *
   * @param enter the command that runs another in the container's namespaces
   * @param folder where the list of policies can be written
   */
  static void apply(List<String> enter, NetworkTools tools, Path folder) {
    Path batch = folder.resolve("policies");
    try {
      Files.write(batch, policies(hostAddresses()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + batch, e);
    }
    List<String> command = new ArrayList<>(enter);
    command.addAll(List.of(tools.program("ip").toString(), "-batch", "-"));
    HostCommand.run(command, batch.toFile());
  }

  /** A line for each policy; the lowest priority that matches counts. */
  static List<String> policies(List<String> hostAddresses) {
    List<String> lines = new ArrayList<>();
    for (String protocol : List.of("udp", "tcp")) {
      lines.add(
          "xfrm policy add dir out src 0.0.0.0/0 dst "
              + PrivateAddresses.RESOLVER
              + "/32 proto "
              + protocol
              + " dport 53 priority 10 action allow");
    }
    List<String> closed = new ArrayList<>(CLOSED);
    closed.add(PrivateAddresses.NETWORK);
    hostAddresses.stream().map(address -> address + "/32").forEach(closed::add);
    for (String prefix : new TreeSet<>(closed)) {
      lines.add(
          "xfrm policy add dir out src 0.0.0.0/0 dst " + prefix + " priority 20 action block");
    }
    return lines;
  }

  private static List<String> hostAddresses() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(Inet4Address.class::isInstance)
        .map(InetAddress::getHostAddress)
        .toList();
  }
}
