package dev.ocispec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The users that containers are tried as; another one than the caller needs root to become it. */
public enum TestUser {
  /** Root. */
  ROOT("root"),
  /** An ordinary user with subordinate ids. */
  CI("ci"),
  /** An ordinary user without them. */
  CI2("ci2");

  private static final Path UNIFIED = Path.of("/sys/fs/cgroup/unified");
  private static final String WITHOUT_UNIFIED = "umount -l /sys/fs/cgroup/unified; exec \"$@\"";

  private final String user;

  TestUser(String user) {
    this.user = user;
  }

  /** The name in {@code /etc/passwd}. */
  public String user() {
    return user;
  }

  /** Its user id; skips the test when there is no such user. */
  public long uid() {
    try {
      for (String line : Files.readAllLines(Path.of("/etc/passwd"))) {
        String[] fields = line.split(":");
        if (fields[0].equals(user)) {
          return Long.parseLong(fields[2]);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Shared.require(false, "needs the user " + user);
    throw new IllegalStateException();
  }

  /**
   * What stands before a command line to run it as this user, so that it and what it starts can run
   * {@code runtime}, a name on the {@code PATH} or a path: crun refuses to work where control
   * groups are hybrid, so it gets a view of its own of them.
   */
  public List<String> prefix(String runtime) {
    Needs.root();
    uid();
    if (!runtime.contains("/")) {
      Needs.runtime(runtime);
    }
    Needs.busybox();
    // Whoever started the tests in the background may have left it to them to ignore SIGINT.
    List<String> prefix = new ArrayList<>(List.of("env", "--default-signal=HUP,INT,TERM"));
    if (runtime.equals("crun") && isHybrid()) {
      prefix.addAll(List.of("unshare", "-m", "sh", "-c", WITHOUT_UNIFIED, "_"));
    }
    if (this != ROOT) {
      prefix.addAll(
          List.of("setpriv", "--reuid", user, "--regid", user, "--init-groups", "--inh-caps=-all"));
    }
    return prefix;
  }

  private static boolean isHybrid() {
    try {
      return Files.isDirectory(UNIFIED) && Files.getFileStore(UNIFIED).type().equals("cgroup2");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
