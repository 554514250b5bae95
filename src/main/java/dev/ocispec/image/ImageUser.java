package dev.ocispec.image;

import dev.ocispec.spec.ContainerProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ids that a user has, named as images and engines do: {@code user}, {@code uid}, {@code
 * user:group}, {@code uid:gid} and so on.
 *
 * @param uid the user's id; empty when the image names nobody
 * @param gid the group's id
 * @param groups ids of further groups
 */
public record ImageUser(Optional<Long> uid, long gid, List<Long> groups) {
  private static final long LARGEST = 0xFFFF_FFFFL;

  /**
   * Takes an unchangeable copy of the list.
   *
   * @param uid the user's id; empty when the image names nobody
   * @param gid the group's id
   * @param groups ids of further groups
   */
  public ImageUser {
    groups = List.copyOf(groups);
  }

  /**
   * {@return the ids of that user}
   *
   * @param text the name; empty for nobody
   * @param rootfs where names are looked up: a root filesystem as this program sees it, which is
   *     never left; without it names are errors
   * @throws ImageUserException when there is no such user or group
   * @throws ImageLayoutException when the accounts can't be read
   */
  public static ImageUser of(String text, Optional<Path> rootfs) {
    if (text.isEmpty()) {
      return new ImageUser(Optional.empty(), 0, List.of());
    }
    int colon = text.indexOf(':');
    String user = colon < 0 ? text : text.substring(0, colon);
    Optional<String> group =
        Optional.of(text.substring(colon + 1)).filter(name -> colon >= 0 && !name.isEmpty());
    return new Search(text, rootfs.map(RootAccounts::new)).find(user, group);
  }

  /**
   * Puts the ids into a process; nobody leaves it as it is.
   *
   * @param process the process
   */
  public void applyTo(ContainerProcess.Builder process) {
    uid.ifPresent(
        id ->
            process.user(
                user -> {
                  user.uid(id).gid(gid);
                  user.additionalGids(groups);
                }));
  }

  private record Search(String text, Optional<RootAccounts> accounts) {
    ImageUser find(String user, Optional<String> group) {
      Optional<Long> number = number(user);
      if (group.isPresent()) {
        long uid = number.orElseGet(() -> account(user).uid());
        return new ImageUser(Optional.of(uid), group(group.get()), List.of());
      }
      if (number.isPresent()) {
        // The user may be nobody that the image knows, which is common.
        return accounts
            .flatMap(known -> known.userWithId(number.get()))
            .map(this::withGroups)
            .orElse(new ImageUser(number, 0, List.of()));
      }
      return withGroups(account(user));
    }

    private ImageUser withGroups(RootAccounts.Account account) {
      List<Long> groups = new ArrayList<>(known("user").groupsOf(account.name()));
      groups.remove(account.gid());
      return new ImageUser(Optional.of(account.uid()), account.gid(), groups);
    }

    private RootAccounts known(String what) {
      return ImageUser.known(text, what, accounts);
    }

    private RootAccounts.Account account(String user) {
      return known("user")
          .user(user)
          .orElseThrow(() -> new ImageUserException(text, "there is no such user in /etc/passwd"));
    }

    private long group(String group) {
      return ImageUser.group(text, group, accounts);
    }

    private Optional<Long> number(String digits) {
      return ImageUser.number(text, digits);
    }
  }

  private static RootAccounts known(String text, String what, Optional<RootAccounts> accounts) {
    return accounts.orElseThrow(
        () ->
            new ImageUserException(
                text, "the " + what + " is a name, and no root filesystem to look it up is given"));
  }

  /** The id of a group by its number or name; {@code text} is what a failure is about. */
  static long group(String text, String group, Optional<RootAccounts> accounts) {
    return number(text, group)
        .orElseGet(
            () ->
                known(text, "group", accounts)
                    .group(group)
                    .orElseThrow(
                        () ->
                            new ImageUserException(text, "there is no such group in /etc/group")));
  }

  private static Optional<Long> number(String text, String digits) {
    if (!digits.matches("[0-9]{1,10}")) {
      return Optional.empty();
    }
    long number = Long.parseLong(digits);
    if (number > LARGEST) {
      throw new ImageUserException(text, "expected an id of at most " + LARGEST);
    }
    return Optional.of(number);
  }
}
