package dev.ocispec.cli;

import dev.ocispec.runtime.OutputListener;
import dev.ocispec.service.InPlaceOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The standard streams of a command in place: bytes are passed on as they come. The command gets
 * pipes, and of this process' own streams only an input that is a pipe: what is a file, folder or
 * terminal of the host could be opened anew from inside, or would be given to the command's user by
 * the runtime.
 */
final class ExecStreams {
  private static final Path INPUT = Path.of("/proc/self/fd/0");

  private final CliCommand command;
  private final Thread caller = Thread.currentThread();
  private volatile boolean unread;

  ExecStreams(CliCommand command) {
    this.command = command;
  }

  static void declare(CliCommand command) {
    command.option("--stdout", "FILE", "File for standard output (-l).");
    command.option("--stderr", "FILE", "File for standard error (-L).");
  }

  /** Connects them. */
  void connect(InPlaceOptions options) {
    Streams streams = command.streams();
    options.stdout(listener(sink("--stdout", streams.results())));
    options.stderr(listener(sink("--stderr", streams.err())));
    if (streams.in() == System.in && link().startsWith("pipe:")) {
      options.inheritStdin(true);
    } else {
      if (streams.in() == System.in && Files.isDirectory(INPUT)) {
        throw new UsageException("expected standard input to be read from, found a folder");
      }
      options.stdin(streams.in());
    }
  }

  /** Whether the command was ended because nobody reads what it writes any more. */
  boolean isUnread() {
    return unread;
  }

  private OutputStream sink(String option, OutputStream own) {
    @Nullable String file = command.value(option);
    if (file == null) {
      return own;
    }
    try {
      return Files.newOutputStream(Input.path(file));
    } catch (IOException e) {
      throw new UsageException(option + ": cannot write " + file + ": " + e);
    }
  }

  private OutputListener listener(OutputStream sink) {
    return bytes -> {
      try {
        sink.write(bytes);
        sink.flush();
      } catch (IOException e) {
        unread = true;
        caller.interrupt();
      }
    };
  }

  private static String link() {
    try {
      return Files.readSymbolicLink(INPUT).toString();
    } catch (IOException e) {
      return ""; // Closed, or no Linux: it is copied.
    }
  }
}
