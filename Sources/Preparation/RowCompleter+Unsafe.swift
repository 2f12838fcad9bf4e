import LinearAlgebra

// Writes the rows that each turn of the imputation multiplies. Bounds are those of the coding.

extension RowCompleter {
  func completed(_ rows: ArraySlice<Int>, of cells: CodedCells) -> Matrix {
    precondition(cells.variableCount == variables.count, "cells have the coding's variables")
    let rebuilding = tables?.project(rows, of: cells).rebuilding ?? []
    var result = Matrix(repeating: 0, rowCount: rows.count, columnCount: width)
    result.withUnsafeMutableElements { elements in
      rebuilding.withUnsafeBufferPointer { rebuilding in
        cells.cells.withUnsafeBufferPointer { cells in
          var position = 0
          for row in rows {
            let s = rebuilder.columnCount
            fill(
              UnsafeMutableBufferPointer(
                rebasing: elements[(position * width)..<(position * width + width)]),
              UnsafeBufferPointer(
                rebasing: cells[(row * variables.count)..<((row + 1) * variables.count)]),
              UnsafeBufferPointer(rebasing: rebuilding[(position * s)..<(position * s + s)]))
            position += 1
          }
        }
      }
    }
    return result
  }

  @inline(__always)
  private func fill(
    _ columns: UnsafeMutableBufferPointer<Double>, _ cells: UnsafeBufferPointer<Double>,
    _ rebuilding: UnsafeBufferPointer<Double>
  ) {
    variables.withUnsafeBufferPointer { variables in
      for (index, cell) in cells.enumerated() {
        let variable = variables[index]
        if cell.isNaN {
          rebuild(variable, columns, rebuilding)
        } else if variable.isNumber {
          columns[variable.first] = cell
        } else if cell >= 0 {
          for k in variable.first..<(variable.first + variable.width) { columns[k] = absent[k] }
          let column = variable.first + Int(cell)
          columns[column] += presence[column]
        } else {
          for k in variable.first..<(variable.first + variable.width) { columns[k] = shifts[k] }
        }
      }
    }
    columns[width - 1] = 1
  }

  @inline(__always)
  private func rebuild(
    _ variable: Variable, _ columns: UnsafeMutableBufferPointer<Double>,
    _ rebuilding: UnsafeBufferPointer<Double>
  ) {
    rebuilder.withUnsafeElements { rebuilder in
      for column in variable.first..<(variable.first + variable.width) {
        var value = shifts[column]
        let start = column * rebuilding.count
        for axis in rebuilding.indices { value += rebuilder[start + axis] * rebuilding[axis] }
        columns[column] = value
      }
    }
  }
}
