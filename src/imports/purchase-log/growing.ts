/** Columns of numbers that grow row by row: millions of rows without an object for each. */

export class GrowingInts {
  length = 0;
  #values = new Int32Array(1 << 14);
  push(value: number): void {
    if (this.length === this.#values.length) this.#values = doubled(this.#values, new Int32Array(this.length * 2));
    this.#values[this.length++] = value;
  }
  values(): Int32Array {
    return this.#values.subarray(0, this.length);
  }
}

export class GrowingFloats {
  length = 0;
  #values = new Float64Array(1 << 14);
  push(value: number): void {
    if (this.length === this.#values.length) this.#values = doubled(this.#values, new Float64Array(this.length * 2));
    this.#values[this.length++] = value;
  }
  values(): Float64Array {
    return this.#values.subarray(0, this.length);
  }
}

function doubled<Values extends Int32Array | Float64Array>(values: Values, larger: Values): Values {
  larger.set(values);
  return larger;
}
