package dev.ocispec.host.internal;

import dev.ocispec.host.HostCommandException;
import dev.ocispec.report.internal.ForeignText;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The one place where programs of the host are set up: each gets an environment that is made for
 * it, not the one that this process happens to have. Programs believe what they find there: runc
 * takes {@code PWD} for the current folder without looking, {@code NOTIFY_SOCKET} for a mount to
 * add, {@code LISTEN_FDS} for files to keep open.
 */
public final class HostProcess {
  /**
   * The variables of this process that are passed on:
   *
   * <ul>
   *   <li>{@code PATH}: runtimes look for {@code newuidmap}, {@code criu} and hooks there;
   *   <li>{@code HOME}: where what belongs to the user is;
   *   <li>{@code XDG_RUNTIME_DIR}: where a runtime without root keeps its containers' state;
   *   <li>{@code DBUS_SESSION_BUS_ADDRESS}, {@code DBUS_SYSTEM_BUS_ADDRESS}: where the systemd is
   *       that makes control groups;
   *   <li>{@code TMPDIR}: where temporary files may be made.
   * </ul>
   */
  public static final Set<String> PASSED_ON =
      Set.of(
          "PATH",
          "HOME",
          "XDG_RUNTIME_DIR",
          "DBUS_SESSION_BUS_ADDRESS",
          "DBUS_SYSTEM_BUS_ADDRESS",
          "TMPDIR");

  private HostProcess() {}

  /** How Java encodes what it hands to programs: by the locale, and not by choice. */
  private static final Charset OUTGOING = outgoing();

  /**
   * A process of that command line with nothing in its environment but {@link #PASSED_ON}.
   *
   * @throws HostCommandException when the locale can't express the command line: another command
   *     would run
   */
  public static ProcessBuilder of(List<String> commandLine) {
    return of(commandLine, Map.of());
  }

  /**
   * The same with further variables, or other values of those.
   *
   * @throws HostCommandException when the locale can't express the command line or a variable
   */
  public static ProcessBuilder of(List<String> commandLine, Map<String, String> variables) {
    commandLine.forEach(argument -> requireExact(argument, commandLine));
    variables.forEach((name, value) -> requireExact(name + "=" + value, commandLine));
    ProcessBuilder builder = new ProcessBuilder(commandLine);
    builder.environment().keySet().retainAll(PASSED_ON);
    builder.environment().putAll(variables);
    return builder;
  }

  private static Charset outgoing() {
    String name = System.getProperty("sun.jnu.encoding");
    return name != null && Charset.isSupported(name)
        ? Charset.forName(name)
        : Charset.defaultCharset();
  }

  /** Java replaces what the locale can't express, without a word. */
  private static void requireExact(String text, List<String> commandLine) {
    if (!OUTGOING.newEncoder().canEncode(text)) {
      throw new HostCommandException(
          commandLine,
          "was not started: this locale ("
              + OUTGOING
              + ") cannot express \""
              + ForeignText.shown(text)
              + "\"; set LC_ALL=C.UTF-8",
          null);
    }
  }
}
