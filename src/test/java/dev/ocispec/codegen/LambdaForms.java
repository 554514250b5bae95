package dev.ocispec.codegen;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.IntFunction;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/** Lambdas and method references of every form that javac has. */
final class LambdaForms implements Callable<List<Object>> {
  private final List<Object> seen = new ArrayList<>();
  private final int number = 3;

  /** With code in an interface, and of its own. */
  interface Named {
    String name();

    default Supplier<String> greeting() {
      return () -> greet(name());
    }

    private String greet(String name) {
      return "hello " + name;
    }

    static Named of(String name) {
      return () -> name;
    }
  }

  /** In the nest, with what only the nest may use. */
  private static final class Hidden {
    private final String text;

    private Hidden(String text) {
      this.text = text;
    }

    private String text() {
      return text;
    }

    private static Hidden twice(Hidden hidden) {
      return new Hidden(hidden.text + hidden.text);
    }

    Supplier<String> later() {
      return () -> text;
    }
  }

  /** A lambda that keeps its place in a stream of objects, which needs more than a class. */
  interface Kept extends Supplier<String>, Serializable {}

  @Override
  public List<Object> call() throws Exception {
    captured((byte) 1, (short) 2, 'c', 4, 5L, 6f, 7.0, true, "text");
    converted();
    referred();
    thrown();
    return seen;
  }

  private void captured(
      byte b, short s, char c, int i, long l, float f, double d, boolean z, String text) {
    Supplier<String> all = () -> text + b + s + c + i + l + f + d + z + number;
    BiFunction<Long, Double, Object> more = (first, second) -> l + first + d + second + text;
    seen.add(all.get());
    seen.add(more.apply(8L, 9.0));
  }

  private void converted() {
    Function<Integer, Long> widened = this::widened;
    ToLongFunction<Integer> unboxed = Integer::intValue;
    LongUnaryOperator plain = l -> l + 1;
    IntBinaryOperator greater = Math::max;
    ToIntFunction<String> length = String::length;
    Predicate<List<String>> empty = List::isEmpty;
    Consumer<String> added = seen::add;
    Runnable counted = "counted"::length;
    Consumer<Long> longResult = this::doubled;
    seen.add(widened.apply(41));
    seen.add(unboxed.applyAsLong(42));
    seen.add(plain.applyAsLong(42L));
    seen.add(greater.applyAsInt(4, 44));
    seen.add(length.applyAsInt("12345"));
    seen.add(empty.test(List.of()));
    added.accept("added");
    counted.run();
    longResult.accept(2L);
  }

  private long widened(long value) {
    return value;
  }

  private long doubled(long value) {
    seen.add("doubled " + value);
    return 2 * value;
  }

  private void referred() throws Exception {
    Function<String, Hidden> make = Hidden::new;
    UnaryOperator<Hidden> twice = Hidden::twice;
    Function<Hidden, String> text = Hidden::text;
    Supplier<Map<String, String>> map = java.util.TreeMap::new;
    IntFunction<String[]> array = String[]::new;
    Callable<String> parent = super::toString;
    Named named = Named.of("you");
    Kept kept = () -> "kept";
    seen.add(make.andThen(twice).andThen(text).apply("ab"));
    seen.add(new Hidden("later").later().get());
    seen.add(map.get());
    seen.add(array.apply(2).length);
    seen.add(parent.call().startsWith(LambdaForms.class.getName()));
    seen.add(named.greeting().get());
    seen.add(kept.get());
    seen.add(same() == same());
  }

  private static Supplier<String> same() {
    return () -> "one object";
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private void thrown() {
    Function<String, Integer> length = String::length;
    try {
      ((Function) length).apply(1);
    } catch (ClassCastException e) {
      seen.add("not a string");
    }
    Supplier<String> failing =
        () -> {
          throw new IllegalStateException("as it was");
        };
    try {
      failing.get();
    } catch (IllegalStateException e) {
      seen.add(e.getMessage());
    }
  }
}
