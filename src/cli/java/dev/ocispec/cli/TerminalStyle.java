package dev.ocispec.cli;

import dev.ocispec.report.Level;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * How text for people is set off on a terminal.
 *
 * @param colours whether escape sequences may be used
 */
record TerminalStyle(boolean colours) {
  private static final Path OUTPUT = Path.of("/proc/self/fd/1");

  /** Whether results go to a terminal. */
  static boolean isTerminal(Streams streams) {
    try {
      if (!(streams.results() instanceof FileOutputStream file)
          || file.getFD() != FileDescriptor.out) {
        return false;
      }
      // The console of Java is there only when input is a terminal as well, in newer ones always.
      if (Files.isSymbolicLink(OUTPUT)) {
        return isTerminal(OUTPUT);
      }
    } catch (IOException e) {
      return false; // What can't be found out is taken for a file, which gets plain lines.
    }
    return Runtime.version().feature() < 22 && System.console() != null;
  }

  /** Whether the link of an open file leads to a terminal. */
  static boolean isTerminal(Path link) throws IOException {
    String device = Files.readSymbolicLink(link).toString();
    return device.startsWith("/dev/pts/")
        || device.startsWith("/dev/tty")
        || device.equals("/dev/console");
  }

  /** Whether a terminal with this environment shows colours, and wants to. */
  static boolean hasColours(Map<String, String> environment) {
    return environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "").equals("dumb");
  }

  String strong(String text) {
    return set("1", text);
  }

  String faint(String text) {
    return set("2", text);
  }

  String good(String text) {
    return set("32", text);
  }

  String level(Level level, String text) {
    return switch (level) {
      case MUST -> set("1;31", text);
      case RUNTIME -> set("1;33", text);
      case SHOULD -> set("36", text);
      case INFO -> set("34", text);
    };
  }

  private String set(String code, String text) {
    return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
