package dev.ocispec.cdi;

import java.util.Comparator;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The full name of a device: {@code vendor/class=name}. Ordered by its text.
 *
 * @param vendor the vendor, usually a domain: letters, digits and, between them, {@code _}, {@code
 *     -} and {@code .}; at most 253 characters
 * @param deviceClass the class: of the same characters; at most 63
 * @param name the name within the class: of the same characters and {@code :}
 */
public record CdiDeviceName(String vendor, String deviceClass, String name)
    implements Comparable<CdiDeviceName> {
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._:-]*[A-Za-z0-9])?");
  private static final int LONGEST_VENDOR = 253;
  private static final int LONGEST_CLASS = 63;

  /**
   * Checks the parts.
   *
   * @param vendor the vendor
   * @param deviceClass the class
   * @param name the name within the class
   * @throws CdiNameException when one is not as it has to be
   */
  public CdiDeviceName {
    Objects.requireNonNull(vendor, "vendor");
    Objects.requireNonNull(deviceClass, "deviceClass");
    Objects.requireNonNull(name, "name");
    String fault = faultOfKind(vendor, deviceClass);
    fault = fault.isEmpty() ? faultOfName(name) : fault;
    if (!fault.isEmpty()) {
      throw new CdiNameException(vendor + "/" + deviceClass + "=" + name, fault);
    }
  }

  /**
   * {@return the name that a text spells}
   *
   * @param text the text, for instance {@code vendor.com/gpu=0}
   * @throws CdiNameException when it is none
   */
  public static CdiDeviceName parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 0) {
      throw new CdiNameException(text, "there is no \"=\"");
    }
    int slash = text.lastIndexOf('/', equals);
    if (slash < 0) {
      throw new CdiNameException(text, "there is no \"/\" before the \"=\"");
    }
    String vendor = text.substring(0, slash);
    String deviceClass = text.substring(slash + 1, equals);
    String name = text.substring(equals + 1);
    String fault = faultOfKind(vendor, deviceClass);
    fault = fault.isEmpty() ? faultOfName(name) : fault;
    if (!fault.isEmpty()) {
      throw new CdiNameException(text, fault);
    }
    return new CdiDeviceName(vendor, deviceClass, name);
  }

  /** {@return what the files call vendor and class together: {@code vendor/class}} */
  public String kind() {
    return vendor + "/" + deviceClass;
  }

  /** What is wrong with {@code vendor/class}; empty when nothing is. */
  static String faultOfKind(String kind) {
    int slash = kind.indexOf('/');
    return slash < 0
        ? "there is no \"/\" between vendor and class"
        : faultOfKind(kind.substring(0, slash), kind.substring(slash + 1));
  }

  private static String faultOfKind(String vendor, String deviceClass) {
    if (!WORD.matcher(vendor).matches()) {
      return "the vendor must be letters and digits, with _, - and . only between them";
    }
    if (vendor.length() > LONGEST_VENDOR) {
      return "the vendor may have at most " + LONGEST_VENDOR + " characters";
    }
    if (!WORD.matcher(deviceClass).matches()) {
      return "the class must be letters and digits, with _, - and . only between them";
    }
    return deviceClass.length() > LONGEST_CLASS
        ? "the class may have at most " + LONGEST_CLASS + " characters"
        : "";
  }

  /** What is wrong with a name within a class; empty when nothing is. */
  static String faultOfName(String name) {
    return NAME.matcher(name).matches()
        ? ""
        : "the name must be letters and digits, with _, -, . and : only between them";
  }

  @Override
  public int compareTo(CdiDeviceName other) {
    return Comparator.comparing(CdiDeviceName::toString).compare(this, other);
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    return vendor + "/" + deviceClass + "=" + name;
  }
}
