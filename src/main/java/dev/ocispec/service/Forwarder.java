package dev.ocispec.service;

import dev.ocispec.host.HostCommandException;
import dev.ocispec.host.NetworkTools;
import dev.ocispec.host.internal.HostProcess;
import dev.ocispec.host.internal.UninterruptedWait;
import dev.ocispec.sandbox.PrivateAddresses;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The program that forwards what a container sends through its private network: slirp4netns. It
 * ends when its input does, and so with this process at the latest, however that ends.
 */
final class Forwarder {
  private static final Duration END = Duration.ofSeconds(5);

  /** It announces itself by this at the beginning of a line, after its warnings. */
  private static final int READY = '1';

  private final List<String> command;
  private final Process process;

  private Forwarder(List<String> command, Process process) {
    this.command = command;
    this.process = process;
  }

  /**
   * Starts it.
   *
   * @param pid a process with the container's namespaces
   * @param userNamespace whether the container has its own user namespace
   * @throws HostCommandException when it can't be started
   */
  static Forwarder start(long pid, boolean userNamespace, NetworkTools tools) {
    List<String> command = command(pid, userNamespace, tools);
    try {
      return new Forwarder(
          command, HostProcess.of(command).redirectError(Redirect.DISCARD).start());
    } catch (IOException e) {
      throw new HostCommandException(command, "cannot be started: " + e.getMessage(), e);
    }
  }

  /**
   * Waits until the container's interface is up; another thread ends the wait by closing this.
   *
   * @throws HostCommandException when the program ends before that
   */
  void awaitReady() {
    StringBuilder said = new StringBuilder();
    boolean ready = false;
    try {
      ready = isReady(process.getInputStream(), said);
    } catch (IOException e) {
      said.append(e.getMessage());
    }
    if (!ready) {
      throw new HostCommandException(
          command, "ended before the network was there: " + said.toString().strip(), null);
    }
  }

  static List<String> command(long pid, boolean userNamespace, NetworkTools tools) {
    List<String> command =
        new ArrayList<>(
            List.of(
                tools.program("slirp4netns").toString(),
                "--configure",
                "--disable-host-loopback",
                "--enable-sandbox",
                "--enable-seccomp",
                "--cidr=" + PrivateAddresses.NETWORK,
                "--ready-fd=1",
                "--exit-fd=0"));
    // Told the process, it enters both namespaces, and has its own sandbox made by the user there.
    command.addAll(
        userNamespace
            ? List.of(Long.toString(pid))
            : List.of("--netns-type=path", "/proc/" + pid + "/ns/net"));
    command.add(PrivateAddresses.INTERFACE);
    return command;
  }

  private static boolean isReady(InputStream out, StringBuilder said) throws IOException {
    byte[] one = new byte[1];
    boolean lineBegins = true;
    while (out.read(one) > 0) {
      if (lineBegins && one[0] == READY) {
        return true;
      }
      lineBegins = one[0] == '\n';
      said.append(new String(one, StandardCharsets.ISO_8859_1));
    }
    return false;
  }

  /** Ends it. */
  void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      process.destroyForcibly(); // The next best way to end it.
    }
    if (!UninterruptedWait.forEnd(process, END)) {
      process.destroyForcibly();
      UninterruptedWait.forEnd(process, END);
    }
  }
}
