package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Eventually;
import dev.ocispec.JavaProgram;
import dev.ocispec.Needs;
import dev.ocispec.Shared;
import dev.ocispec.TestFolder;
import dev.ocispec.TestUser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A host and what is outside of it: two new network namespaces and a cable between them, with a
 * server in each. The machine's own network is neither used nor changed.
 */
final class CabledHost implements AutoCloseable {
  /** What the host's addresses are, besides those of its loopback interface. */
  static final String ADDRESS = "198.51.100.1";

  /** Another one, which credentials of cloud machines are read from. */
  static final String LINK_LOCAL = "169.254.9.9";

  /** Where the server outside is; the host's server of names gives it for every name. */
  static final String OUTSIDE = "198.51.100.2";

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final TestFolder folder = TestFolder.make();
  private final Path program = folder.path().resolve("network");
  private final Path resolver = folder.path().resolve("resolv.conf");
  private final Path devices = folder.path().resolve("devices");
  private final List<Process> servers = new ArrayList<>();

  /** What every user of the host finds: its server of names, and a device that all may open. */
  private static final String FURNISH =
      "mount --bind \"$1\" /etc/resolv.conf && mount -t tmpfs -o mode=755 devices \"$2\""
          + " && mknod -m 666 \"$2/tun\" c 10 200 && mount --bind \"$2/tun\" /dev/net/tun";

  private CabledHost() {}

  /** Makes both; skips the test where that can't be done. */
  static CabledHost make() throws Exception {
    List.of("gcc", "ip", "nsenter", "unshare", "slirp4netns").forEach(Needs::program);
    Shared.require(Files.exists(Path.of("/dev/net/tun")), "needs /dev/net/tun");
    CabledHost made = new CabledHost();
    try {
      Files.writeString(made.resolver, "nameserver 127.0.0.53\n");
      Files.createDirectory(made.devices);
      made.compile();
      made.servers.add(serve(made.program, "outside"));
      made.servers.add(serve(made.program, "host", OUTSIDE));
      made.enter(
          1,
          "link set lo up",
          "address add " + LINK_LOCAL + "/32 dev lo",
          "link add cable type veth peer name cable netns " + made.servers.get(0).pid(),
          "address add " + ADDRESS + "/24 dev cable",
          "link set cable up",
          "route add default via " + OUTSIDE);
      made.enter(
          0, "link set lo up", "address add " + OUTSIDE + "/24 dev cable", "link set cable up");
      return made;
    } catch (Exception | Error e) {
      made.close();
      throw e;
    }
  }

  private void compile() throws Exception {
    Path source = folder.path().resolve("network.c");
    try (InputStream text =
        CabledHost.class.getResourceAsStream("/dev/ocispec/service/network.c")) {
      Files.copy(text, source);
    }
    done("", "gcc", "-static", "-Wall", "-Werror", "-o", program.toString(), source.toString());
  }

  /** Starts a server in a network namespace of its own, which is there as long as the server. */
  private static Process serve(Path program, String... words) throws IOException {
    List<String> line = new ArrayList<>(List.of("unshare", "--net", program.toString(), "serve"));
    line.addAll(List.of(words));
    Process server =
        new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    byte[] word = server.getInputStream().readNBytes("ready\n".length());
    Shared.require(
        new String(word, StandardCharsets.US_ASCII).equals("ready\n"), "needs network namespaces");
    return server;
  }

  private void enter(int server, String... lines) throws Exception {
    done(String.join("\n", lines) + "\n", "nsenter", net(server), "--", "ip", "-batch", "-");
  }

  private String net(int server) {
    return "--net=/proc/" + servers.get(server).pid() + "/ns/net";
  }

  private static void done(String input, String... line) throws Exception {
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    process.getOutputStream().write(input.getBytes(StandardCharsets.US_ASCII));
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(String.join(" ", line) + ": " + said).isZero();
  }

  /** The program that tries to reach servers; it can be an input of builds. */
  Path program() {
    return program;
  }

  /**
   * The command line by which a user runs one of {@code ocispec} on the host, after {@code
   * preparation} by root in a mount namespace of its own.
   */
  List<String> line(TestUser user, String runtime, String preparation, List<String> command) {
    List<String> line =
        new ArrayList<>(
            List.of(
                "nsenter",
                net(1),
                "--",
                "unshare",
                "-m",
                "sh",
                "-c",
                FURNISH + " && shift 2 && " + preparation + " && exec \"$@\"",
                "sh",
                resolver.toString(),
                devices.toString()));
    line.addAll(user.prefix(runtime));
    line.addAll(JavaProgram.commandLine(List.of(), "dev.ocispec.cli.Main", command));
    return line;
  }

  /** Nothing forwards for a container any more. */
  void assertNothingForwards() throws IOException {
    assertThat(Eventually.holds(PATIENCE, () -> forwarders().isEmpty()))
        .as("left behind: " + forwarders())
        .isTrue();
  }

  private List<Path> forwarders() {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      Path here = network(Path.of("/proc", Long.toString(servers.get(1).pid())));
      for (Path process : all) {
        if (isForwarder(process) && network(process).equals(here)) {
          found.add(process);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private static boolean isForwarder(Path process) {
    try {
      return Files.readString(process.resolve("comm")).strip().equals("slirp4netns");
    } catch (IOException e) {
      return false; // It has gone meanwhile.
    }
  }

  private static Path network(Path process) {
    try {
      return Files.readSymbolicLink(process.resolve("ns/net"));
    } catch (IOException e) {
      return Path.of("gone");
    }
  }

  /** Ends both, and so the namespaces with all that is in them. */
  @Override
  public void close() throws IOException {
    for (Process server : servers) {
      server.getOutputStream().close();
      server.destroy();
    }
    folder.remove();
  }
}
