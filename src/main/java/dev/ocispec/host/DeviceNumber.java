package dev.ocispec.host;

import dev.ocispec.spec.LinuxDeviceCgroupType;

/**
 * The device that a device node refers to.
 *
 * @param type character or block device
 * @param major number of the driver
 * @param minor number of the device at its driver
 */
public record DeviceNumber(LinuxDeviceCgroupType type, long major, long minor) {}
