package dev.ocispec.sandbox;

import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.binary.Base32;
import org.apache.commons.codec.digest.Blake3;

/**
 * Where a sandbox's specification expects things in its bundle; paths are relative to the bundle.
 */
public final class SandboxLayout {
  /** The folder of the container's root file system. */
  public static final String ROOT = "root";

  /** The folder that holds one entry for each input. */
  public static final String INPUTS = "inputs";

  /** The folder that holds one folder for each scratch path. */
  public static final String SCRATCH = "scratch";

  /** The folder that holds the program of the first process. */
  public static final String INIT = "init";

  /** The file that becomes {@code /etc/resolv.conf} in a private network. */
  public static final String RESOLVER = "network/resolv.conf";

  /** Where that file is seen. */
  static final String RESOLVER_PLACE = "/etc/resolv.conf";

  /** With a buffer for one digest; the usual one has 8 KiB, and is made for each text. */
  private static final Base32 DIGITS =
      new Base32() {
        @Override
        protected int getDefaultBufferSize() {
          return 64;
        }
      };

  private SandboxLayout() {}

  /**
   * {@return where the folder with the first process lies: {@code init/<architecture>}}
   *
   * @param architecture the processor as {@code uname -m} names it
   */
  public static String init(String architecture) {
    return INIT + "/" + architecture;
  }

  /**
   * {@return whether a specification is made for a private network, which somebody has to attach
   * before the container's command starts}
   *
   * @param spec a specification that a sandbox made
   */
  public static boolean hasPrivateNetwork(Spec spec) {
    return spec.mounts().stream().anyMatch(SandboxLayout::isPrivateResolver);
  }

  /** Whether a mount shows where names are resolved in a private network. */
  static boolean isPrivateResolver(Mount mount) {
    return mount.destination().equals(RESOLVER_PLACE)
        && mount.source().filter(RESOLVER::equals).isPresent();
  }

  /**
   * {@return where the input {@code name} lies: {@code inputs/<name>}}
   *
   * @param name the input's name
   */
  public static String input(String name) {
    return INPUTS + "/" + name;
  }

  /**
   * {@return where the writable folder for {@code scratchPath} lies: {@code scratch/<its name>}}
   *
   * @param scratchPath one of the request's scratch paths
   */
  public static String scratch(String scratchPath) {
    return SCRATCH + "/" + scratchName(scratchPath);
  }

  /**
   * {@return the folder name for a scratch path: base32, with padding, of the BLAKE3 digest of its
   * UTF-8 bytes} Every path thus gets a name without slashes that no other path has.
   *
   * @param scratchPath one of the request's scratch paths
   */
  public static String scratchName(String scratchPath) {
    byte[] digest = Blake3.hash(scratchPath.getBytes(StandardCharsets.UTF_8));
    return DIGITS.encodeToString(digest);
  }
}
