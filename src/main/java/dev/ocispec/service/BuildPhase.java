package dev.ocispec.service;

/** What a build is about to do, in this order. Those that don't apply are left out. */
public enum BuildPhase {
  /** Getting inputs and writing the bundle. */
  PREPARING,
  /** Inspecting the sandbox from within. */
  ATTESTING,
  /** Running the command. */
  RUNNING,
  /** Reading the outputs. */
  COLLECTING,
  /** Removing what is not kept. */
  CLEANING
}
