import Scenes

/// One small picture of a sheet and what stands below it.
package struct SheetCell {
    package var scene: Scene
    package var caption: String

    package init(_ scene: Scene, caption: String) {
        self.scene = scene
        self.caption = caption
    }
}

extension Painter {
    /// One PNG file of many scenes made smaller: a row of `rows` in a row, each scene
    /// 320 pixels wide with a thin border and its caption below.
    ///
    /// All scenes are of one size. A sheet that would have more than 16 000 pixels a
    /// side is made smaller as a whole, so that it can be opened.
    /// - Precondition: there is a cell.
    package func sheet(of rows: [[SheetCell]]) -> [UInt8] {
        guard let first = rows.joined().first else { preconditionFailure("a sheet has a cell") }
        let grid = SheetGrid(
            columns: rows.map(\.count).max() ?? 0, rows: rows.count,
            aspect: first.scene.bounds.height / first.scene.bounds.width)
        let scale = min(1, SheetGrid.mostPixels / max(grid.width, grid.height))
        let (width, height) = (max(1, Int(grid.width * scale)), max(1, Int(grid.height * scale)))
        let base = UnsafeMutableRawPointer.allocate(byteCount: width * 4 * height, alignment: 64)
        defer { base.deallocate() }
        let canvas = Canvas(base, strideBytes: width * 4, width: width, height: height)
        canvas.fill(canvas.bounds, Theme.day.paper)
        canvas.scaled(by: scale, at: PanelPoint(x: 0, y: 0)) {
            for (row, cells) in rows.enumerated() {
                for (column, cell) in cells.enumerated() {
                    paint(cell, in: grid.place(column, row), on: canvas)
                }
            }
        }
        return canvas.png
    }

    private func paint(_ cell: SheetCell, in place: Rect, on canvas: Canvas) {
        canvas.fill(place.grown(by: 1), Theme.day.edge)
        let scale = place.width / cell.scene.bounds.width
        canvas.scaled(by: scale, at: PanelPoint(x: place.x, y: place.y)) {
            canvas.within(cell.scene.bounds) { paintWhole(cell.scene, on: canvas) }
        }
        caption(
            cell.caption, capital: SheetGrid.capital, x: place.x,
            baseline: place.maxY + 2 * SheetGrid.capital, on: canvas)
    }
}

/// Where the cells of a sheet lie, in pixels.
private struct SheetGrid {
    static let mostPixels = 16_000.0
    static let capital = 10.0
    private static let gap = 16.0
    private static let below = 3 * capital

    let columns: Int
    let rows: Int
    let cellWidth = 320.0
    let cellHeight: Double

    init(columns: Int, rows: Int, aspect: Double) {
        self.columns = columns
        self.rows = rows
        cellHeight = (cellWidth * aspect).rounded()
    }

    var width: Double { Self.gap + Double(columns) * (cellWidth + Self.gap) }
    var height: Double { Self.gap + Double(rows) * (cellHeight + Self.below + Self.gap) }

    func place(_ column: Int, _ row: Int) -> Rect {
        Rect(
            x: Self.gap + Double(column) * (cellWidth + Self.gap),
            y: Self.gap + Double(row) * (cellHeight + Self.below + Self.gap),
            width: cellWidth, height: cellHeight)
    }
}
