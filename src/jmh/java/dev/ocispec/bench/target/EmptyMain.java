package dev.ocispec.bench.target;

/** A program that does nothing: what Java itself takes to start and to end. */
final class EmptyMain {
  private EmptyMain() {}

  public static void main(String[] arguments) {}
}
