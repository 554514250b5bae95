package dev.ocispec.cli;

import dev.ocispec.bundle.internal.FirstProcessReport;
import dev.ocispec.sandbox.FirstProcess;
import dev.ocispec.sandbox.SandboxLayout;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Stands in for the first process of a sandbox while the archive of classes is made: reports that
 * the command of a build has ended, so that what hears that is archived too. It connects when
 * somebody listens, which nothing tells it, and so tries until then.
 */
final class TrainedEnd {
  private static final long PAUSE_MILLIS = 2;

  private final Path builds;

  private TrainedEnd(Path builds) {
    this.builds = builds;
  }

  /** Reports the end of the next build in that folder. */
  static void ofNextBuild(Path builds) {
    TrainedEnd end = new TrainedEnd(builds);
    Thread thread = new Thread(end::await, "trained-end");
    thread.setDaemon(true);
    thread.start();
  }

  private void await() {
    try {
      while (!isReported()) {
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isReported() {
    try {
      Optional<Path> place = channel();
      if (place.isPresent()) {
        report(place.get());
      }
      return place.isPresent();
    } catch (IOException e) {
      return false; // Nobody listens yet, or the folder is just going.
    }
  }

  private Optional<Path> channel() throws IOException {
    if (!Files.isDirectory(builds)) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(builds)) {
      for (Path folder : folders) {
        for (String architecture : FirstProcess.ARCHITECTURES) {
          Path init = folder.resolve("bundle").resolve(SandboxLayout.init(architecture));
          Path place = init.resolve(FirstProcess.CHANNEL_NAME);
          if (Files.exists(place)) {
            return Optional.of(place);
          }
        }
      }
    }
    return Optional.empty();
  }

  private static void report(Path place) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(place))) {
      ByteBuffer report = ByteBuffer.allocate(FirstProcessReport.SIZE);
      report.order(ByteOrder.nativeOrder()).putInt(FirstProcessReport.Kind.EXITED.ordinal() + 1);
      channel.write(report.clear());
      channel.read(ByteBuffer.allocate(1)); // Until it has been heard.
    }
  }
}
