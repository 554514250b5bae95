package dev.ocispec.host.internal;

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

  /** A process of that command line with nothing in its environment but {@link #PASSED_ON}. */
  public static ProcessBuilder of(List<String> commandLine) {
    return of(commandLine, Map.of());
  }

  /** The same with further variables, or other values of those. */
  public static ProcessBuilder of(List<String> commandLine, Map<String, String> variables) {
    ProcessBuilder builder = new ProcessBuilder(commandLine);
    builder.environment().keySet().retainAll(PASSED_ON);
    builder.environment().putAll(variables);
    return builder;
  }
}
