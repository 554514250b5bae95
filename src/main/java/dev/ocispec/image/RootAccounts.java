package dev.ocispec.image;

import dev.ocispec.rule.internal.RootWalk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The users and groups in a root filesystem; lines that are not of their form do not count. */
final class RootAccounts {
  private static final String PASSWD = "/etc/passwd";
  private static final String GROUP = "/etc/group";
  private static final int NAME = 0;
  private static final int ID = 2;
  private static final int PRIMARY_GROUP = 3;
  private static final int MEMBERS = 3;
  private static final long LARGEST_ID = 0xFFFF_FFFFL;
  private static final int HOME = 5;

  private final Path root;

  RootAccounts(Path root) {
    this.root = root;
  }

  /**
   * A user.
   *
   * @param name its name
   * @param uid its id
   * @param gid the id of its primary group
   */
  record Account(String name, long uid, long gid) {}

  /** The user of that name. */
  Optional<Account> user(String name) {
    return lines(PASSWD, PRIMARY_GROUP).stream()
        .filter(fields -> fields[NAME].equals(name))
        .map(RootAccounts::account)
        .findFirst();
  }

  /** The first user with that id. */
  Optional<Account> userWithId(long uid) {
    return lines(PASSWD, PRIMARY_GROUP).stream()
        .filter(fields -> id(fields[ID]) == uid)
        .map(RootAccounts::account)
        .findFirst();
  }

  /** The first user with that id, with all that is known of it. */
  Optional<RootAccount> describedWithId(long uid) {
    return described(fields -> id(fields[ID]) == uid);
  }

  /** The first user of that name, with all that is known of it. */
  Optional<RootAccount> describedAs(String name) {
    return described(fields -> fields[NAME].equals(name));
  }

  private Optional<RootAccount> described(Predicate<String[]> wanted) {
    return lines(PASSWD, PRIMARY_GROUP).stream()
        .filter(wanted)
        .map(
            fields ->
                new RootAccount(
                    fields[NAME],
                    id(fields[ID]),
                    id(fields[PRIMARY_GROUP]),
                    fields.length > HOME ? fields[HOME] : "",
                    groupsOf(fields[NAME])))
        .findFirst();
  }

  /** The id of the group of that name. */
  Optional<Long> group(String name) {
    return lines(GROUP, ID).stream()
        .filter(fields -> fields[NAME].equals(name))
        .map(fields -> id(fields[ID]))
        .findFirst();
  }

  /** The ids of the groups that list the user, in the order of the file, each once. */
  List<Long> groupsOf(String user) {
    return lines(GROUP, ID).stream()
        .filter(fields -> fields.length > MEMBERS)
        .filter(fields -> List.of(fields[MEMBERS].split(",")).contains(user))
        .map(fields -> id(fields[ID]))
        .distinct()
        .toList();
  }

  /** The name of the first user with that id. */
  Optional<String> nameOf(long uid) {
    return lines(PASSWD, PRIMARY_GROUP).stream()
        .filter(fields -> id(fields[ID]) == uid)
        .map(fields -> fields[NAME])
        .findFirst();
  }

  /** The ids of the groups that list the user, but for the one of the user's own name. */
  List<Long> otherGroupsOf(String user) {
    return lines(GROUP, ID).stream()
        .filter(fields -> fields.length > MEMBERS && !fields[NAME].equals(user))
        .filter(fields -> List.of(fields[MEMBERS].split(",")).contains(user))
        .map(fields -> id(fields[ID]))
        .toList();
  }

  private List<String[]> lines(String file, int lastNumber) {
    List<String[]> all = new ArrayList<>();
    for (String line : text(file).lines().toList()) {
      String[] fields = line.split(":", -1);
      boolean whole = fields.length > lastNumber;
      for (int i = ID; whole && i <= lastNumber; i++) {
        whole = fields[i].matches("[0-9]{1,10}") && id(fields[i]) <= LARGEST_ID;
      }
      if (whole) {
        all.add(fields);
      }
    }
    return all;
  }

  private static Account account(String[] fields) {
    return new Account(fields[NAME], id(fields[ID]), id(fields[PRIMARY_GROUP]));
  }

  private static long id(String digits) {
    return Long.parseLong(digits);
  }

  private String text(String path) {
    try {
      Optional<Path> file = RootWalk.resolve(root, path, true);
      if (file.isEmpty() || !Files.isRegularFile(file.get())) {
        return "";
      }
      return new String(SmallFile.bytes(file.get()), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return ""; // An image need not have any accounts.
    } catch (IOException e) {
      throw new ImageLayoutException(
          root.resolve(path.substring(1)), "a file that can be read", e.toString(), e);
    }
  }
}
