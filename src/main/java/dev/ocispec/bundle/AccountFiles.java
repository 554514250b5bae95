package dev.ocispec.bundle;

import java.util.ArrayList;
import java.util.List;

/** The container's {@code /etc/passwd}, {@code /etc/group} and {@code /etc/hosts}. */
final class AccountFiles {
  static final String PASSWD = "etc/passwd";
  static final String GROUP = "etc/group";
  static final String HOSTS = "etc/hosts";

  /** All of them, relative to the container's root. */
  static final List<String> PLACES = List.of(PASSWD, GROUP, HOSTS);

  private static final long NOBODY = 65534;
  private static final String NO_LOGIN = "/bin/false";

  private AccountFiles() {}

  /** Root, the build's user with its home, and nobody; one line for each id. */
  static String passwd(ProcessIds user, String home) {
    List<String> lines = new ArrayList<>();
    lines.add(passwdLine("root", 0, 0, home));
    if (user.uid() != 0 && user.uid() != NOBODY) {
      lines.add(passwdLine("build", user.uid(), user.gid(), home));
    }
    lines.add(passwdLine("nobody", NOBODY, NOBODY, "/"));
    return String.join("", lines);
  }

  /** Root, the build's group and nobody's; one line for each id. */
  static String group(ProcessIds user) {
    List<String> lines = new ArrayList<>();
    lines.add("root:x:0:\n");
    if (user.gid() != 0 && user.gid() != NOBODY) {
      lines.add("build:x:" + user.gid() + ":\n");
    }
    lines.add("nogroup:x:" + NOBODY + ":\n");
    return String.join("", lines);
  }

  /** Only the container itself. */
  static String hosts() {
    return "127.0.0.1 localhost\n::1 localhost\n";
  }

  private static String passwdLine(String name, long uid, long gid, String home) {
    return name + ":x:" + uid + ":" + gid + ":" + name + ":" + home + ":" + NO_LOGIN + "\n";
  }
}
