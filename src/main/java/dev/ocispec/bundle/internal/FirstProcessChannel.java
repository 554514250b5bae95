package dev.ocispec.bundle.internal;

import dev.ocispec.bundle.Bundle;
import dev.ocispec.bundle.BundleAccessException;
import dev.ocispec.sandbox.FirstProcess;
import dev.ocispec.sandbox.SandboxLayout;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where the first process of one container reports how the command ended: a socket in the bundle.
 * The first process connects before there is any other process in the container, and only the first
 * connection is looked at, so that the command can't report anything itself. It stays until the
 * report has been heard, so that its container is still there then.
 */
public final class FirstProcessChannel implements AutoCloseable {
  /** What an address of the kernel holds, less the end. */
  private static final int LONGEST_ADDRESS = 107;

  /** One connection at a time waits to be taken: the first one. */
  private static final int BACKLOG = 1;

  private final ServerSocketChannel socket;
  private final Path place;
  private final FirstProcessListener listener;

  private FirstProcessChannel(
      ServerSocketChannel socket, Path place, FirstProcessListener listener) {
    this.socket = socket;
    this.place = place;
    this.listener = listener;
  }

  /**
   * {@return the channel of the container that is run next; empty when it has no first process}
   *
   * @param bundle the container's bundle
   * @param heard is told the report while the container is still there, on another thread
   * @param judge hears what a probe saw first, where one lies beside the first process
   * @throws BundleAccessException when it can't be opened
   */
  public static Optional<FirstProcessChannel> open(
      Bundle bundle, Consumer<FirstProcessReport> heard, Optional<ProbeJudge> judge) {
    return FirstProcess.architecture(bundle.spec())
        .map(SandboxLayout::init)
        .map(place -> open(bundle.folder().resolve(place), heard, judge));
  }

  private static FirstProcessChannel open(
      Path folder, Consumer<FirstProcessReport> heard, Optional<ProbeJudge> judge) {
    Path place = folder.resolve(FirstProcess.CHANNEL_NAME);
    try {
      Files.deleteIfExists(place);
      ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        bind(socket, folder);
        socket.configureBlocking(false);
        // The build's user connects; nobody else gets into the bundle.
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rw-rw-rw-"));
        return new FirstProcessChannel(
            socket, place, FirstProcessListener.start(socket, heard, judge));
      } catch (IOException | RuntimeException | Error e) {
        socket.close();
        throw e;
      }
    } catch (IOException e) {
      throw new BundleAccessException("make the socket", place, e);
    }
  }

  /** Through a link with a short name, where the path is longer than an address. */
  private static void bind(ServerSocketChannel socket, Path folder) throws IOException {
    Path place = folder.resolve(FirstProcess.CHANNEL_NAME);
    if (place.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_ADDRESS) {
      socket.bind(UnixDomainSocketAddress.of(place), BACKLOG);
      return;
    }
    Path beside = Files.createTempDirectory("ocispec-");
    Path link = beside.resolve("bundle");
    try {
      Files.createSymbolicLink(link, folder);
      socket.bind(UnixDomainSocketAddress.of(link.resolve(FirstProcess.CHANNEL_NAME)), BACKLOG);
    } finally {
      Files.deleteIfExists(link);
      Files.delete(beside);
    }
  }

  /**
   * {@return what the first process reported; empty when it did not, because it was killed or can't
   * reach the host} To be called once the container is gone.
   */
  public Optional<FirstProcessReport> report() {
    try {
      return listener.report();
    } catch (IOException e) {
      throw new BundleAccessException("read the report of the first process at", place, e);
    }
  }

  /** {@return whether the first process has reached the host} */
  public boolean isConnected() {
    return listener.isConnected();
  }

  @Override
  public void close() {
    try {
      listener.abandon();
      socket.close();
      Files.deleteIfExists(place);
    } catch (IOException e) {
      throw new BundleAccessException("close the socket", place, e);
    }
  }
}
