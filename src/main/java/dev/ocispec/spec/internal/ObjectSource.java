package dev.ocispec.spec.internal;

import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.Residue;
import dev.ocispec.spec.Unsigned64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the generated readers read from: members by their place in the type's table of names, and
 * the values that stand there.
 *
 * <p>A reader asks for a value of the kind that the member has. Where something else stands, the
 * source either gives up or notes the fault, skips what is there and gives nothing; a reader makes
 * no value of an object with faults.
 */
public abstract class ObjectSource {
  /** What {@link #nextMember} gives at the end of an object: no place. */
  public static final int END = -1;

  /** A source at its beginning. */
  protected ObjectSource() {}

  /** How many faults were noted so far. */
  public abstract int faultCount();

  /** Enters an object; false when there is none. */
  public abstract boolean startObject();

  /**
   * Steps to the next member that {@code names} has, and gives its place there, or {@link #END}.
   * Members with other names go into the object's residue.
   */
  public abstract int nextMember(WordTable names);

  /**
   * Steps to that member's value; false when it is a repeated one or an explicit null, both then
   * dealt with.
   *
   * @param seen other than 0 when the object has had a member of that name
   * @param nullable whether the typed view can leave out a member that is written as null
   */
  public abstract boolean startMember(long seen, boolean nullable);

  /** Notes that a required member is missing when {@code seen} is 0. */
  public abstract void require(long seen, String name);

  /** Leaves an object and gives what its typed view can't express. */
  public abstract Residue endObject();

  /** Enters a list; false when there is none. */
  public abstract boolean startList();

  /** Steps to the next element; false at the end of the list. */
  public abstract boolean nextElement();

  /** Adds an element to the list; null, for one with a fault, adds none. */
  public abstract void keep(@Nullable Object element);

  /** Leaves a list and gives its elements. */
  public abstract <T> List<T> endList();

  /** Enters a map; false when there is none. */
  public abstract boolean startMap();

  /** Steps to the next entry; false at the end of the map. */
  public abstract boolean nextEntry();

  /** Sets the entry's value; null, for one with a fault, sets none. */
  public abstract void put(@Nullable Object value);

  /** Leaves a map and gives its entries. */
  public abstract <T> Map<String, T> endMap();

  /** A truth value; false when there is none. */
  public abstract boolean bool();

  /** A whole number that fits an int; 0 when there is none within the bounds. */
  public final int smallInteger(int min, int max) {
    return (int) integer(min, max);
  }

  /** A whole number; 0 when there is none within the bounds. */
  public abstract long integer(long min, long max);

  /** A whole number from 0 to 2^64-1. */
  public abstract @Nullable Unsigned64 unsigned();

  /** A string. */
  public abstract @Nullable String text();

  /** A string of a type with known values. */
  public abstract <T> @Nullable T known(KnownTexts<T> texts);

  /** An object of no particular type. */
  public abstract @Nullable JsonValue anyObject();
}
