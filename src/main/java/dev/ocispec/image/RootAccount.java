package dev.ocispec.image;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A user that the accounts of a root filesystem know.
 *
 * @param name the user's name
 * @param uid the user's id
 * @param gid the id of the user's own group
 * @param home the home folder; empty when the accounts name none
 * @param groups ids of the groups that list the user as a member, each once
 */
public record RootAccount(String name, long uid, long gid, String home, List<Long> groups) {
  /**
   * Takes an unchangeable copy of the list.
   *
   * @param name the user's name
   * @param uid the user's id
   * @param gid the id of the user's own group
   * @param home the home folder; empty when the accounts name none
   * @param groups ids of the groups that list the user as a member, each once
   */
  public RootAccount {
    groups = List.copyOf(groups);
  }

  /**
   * {@return the first user with that id, if there is one}
   *
   * @param rootfs the root filesystem as this program sees it, which is never left
   * @param uid the user's id
   * @throws ImageLayoutException when the accounts can't be read
   */
  public static Optional<RootAccount> withId(Path rootfs, long uid) {
    return new RootAccounts(rootfs).describedWithId(uid);
  }

  /**
   * {@return the first user of that name, if there is one}
   *
   * @param rootfs the root filesystem as this program sees it, which is never left
   * @param name the user's name
   * @throws ImageLayoutException when the accounts can't be read
   */
  public static Optional<RootAccount> named(Path rootfs, String name) {
    return new RootAccounts(rootfs).describedAs(name);
  }
}
