import Display
import Linux
import Provisioning
import Touch

/// The one place where a board record becomes devices.
extension Board {
    func makeScreen() throws -> any Screen {
        switch display {
        case .kms: try KMSScreen.open(DisplayWish(connector: connector, mode: mode.map(\.name)))
        case .fbdev: try FramebufferScreen(.device(path: "/dev/fb0"))
        case .memory:
            try MemoryScreen(PixelSize(width: panel.widthPixels, height: panel.heightPixels))
        }
    }

    func makeTouch(root: Root) throws -> any TouchSource {
        switch touch.kind {
        case .libevdev: try Touchscreen.find(touch.touchMatch)
        case .script: try PipedTouch(path: root("run/palaute/touch"))
        }
    }
}

extension Board.Touch {
    fileprivate var touchMatch: TouchMatch {
        TouchMatch(name: match?.name, physicalPath: match?.phys, identity: match?.id)
    }
}

extension Board.Mode {
    fileprivate var name: DisplayWish.ModeName {
        DisplayWish.ModeName(size: PixelSize(width: width, height: height), refreshHertz: hertz)
    }
}
