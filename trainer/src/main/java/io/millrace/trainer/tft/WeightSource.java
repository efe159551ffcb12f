package io.millrace.trainer.tft;

/** Where an interpreter takes the values of a weight from. */
interface WeightSource {

    float[] values(String name, Operations.Start start, long... shape);
}
