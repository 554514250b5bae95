package dev.ocispec.host;

/**
 * Who may open a device node, as far as its permissions say.
 *
 * @param uid the user that it belongs to
 * @param gid the group that it belongs to
 * @param mode its permission bits, for instance 0660
 */
public record DeviceOwner(long uid, long gid, int mode) {}
