package dev.ocispec.image;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The groups that the users of an image belong to. */
public final class ImageGroups {
  private ImageGroups() {}

  /**
   * {@return the id of a group}
   *
   * @param group its id, which is taken as it is, or its name
   * @param rootfs where names are looked up: a root filesystem, which is never left; without it
   *     names are errors
   * @throws ImageUserException when there is no such group
   * @throws ImageLayoutException when the accounts can't be read
   */
  public static long id(String group, Optional<Path> rootfs) {
    return ImageUser.group(group, group, rootfs.map(RootAccounts::new));
  }

  /**
   * {@return the ids of the groups that have the user as a member, in the order of {@code
   * /etc/group}, without the group of the user's own name} None for a user that the image does not
   * know.
   *
   * @param user a name, or an id that is looked up in {@code /etc/passwd}
   * @param rootfs the root filesystem, which is never left
   * @throws ImageLayoutException when the accounts can't be read
   */
  public static List<Long> of(String user, Path rootfs) {
    RootAccounts accounts = new RootAccounts(rootfs);
    if (!user.matches("[0-9]{1,10}")) {
      return accounts.otherGroupsOf(user);
    }
    return accounts.nameOf(Long.parseLong(user)).map(accounts::otherGroupsOf).orElse(List.of());
  }
}
