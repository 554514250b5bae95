package dev.ocispec.service;

/**
 * A symbolic link in an output that leads to something that is in none of the build's outputs.
 *
 * @param path the link's path in the container, relative to the root
 * @param target where it leads, as it is written in the link; bytes that are no UTF-8 are replaced
 */
public record LeavingLink(String path, String target) {}
