extension Scene {
    // Elements common to both scenes keep their order, so a pixel that no other
    // element touches is painted by the same elements in the same order.
    /// Where this picture differs from `earlier`: disjoint rectangles of whole
    /// pixels inside the panel, the whole panel when there is no earlier one.
    package func damage(from earlier: Scene?) -> [Rect] {
        guard let earlier, earlier.bounds == bounds, earlier.background == background else { return [bounds] }
        let rects = elements.difference(from: earlier.elements).map { change in
            switch change {
            case .insert(_, let element, _), .remove(_, let element, _): element.bounds
            }
        }
        return rects.compactMap { $0.intersection(bounds) }.reduce(into: []) { merged, rect in
            Scene.merge(rect, into: &merged)
        }
    }

    private static func merge(_ rect: Rect, into rects: inout [Rect]) {
        var whole = rect
        while let index = rects.firstIndex(where: { $0.intersection(whole) != nil }) {
            whole = whole.union(rects.remove(at: index))
        }
        rects.append(whole)
    }
}
