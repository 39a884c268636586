/**
 * Rules of `npm run check:dependencies`. They come from the table of rooms in docs/DESIGN.md, so that the table has to
 * be right: a file may import its own room and the rooms in the column "may import", and there is no import cycle.
 */
const { readFileSync } = require("node:fs");

const table = "docs/DESIGN.md";

/** npm packages that the table names like a room. */
const libraries = {
  cdktf: "^node_modules/(cdktf|@cdktf/provider-(nomad|consul))/",
  "npm:constructs": "^node_modules/constructs/",
};

/**
 * Returns the rooms of the table: for each path what it may import, or `undefined` for everything. A path ends with `/`
 * (a folder with its subfolders), with `*.ts` (the files of one folder), or is one file.
 */
function readRooms(markdown) {
  const rooms = new Map();
  for (const line of markdown.split("\n")) {
    const [before, room = "", , targets = "", after] = line.split("|").map((cell) => cell.trim());
    if (before === "" && after === "" && room.startsWith("`")) {
      for (const name of namesIn(room)) {
        rooms.set(name, targets === "everything" ? undefined : namesIn(targets));
      }
    }
  }
  for (const [room, targets = []] of rooms) {
    for (const target of targets) {
      if (!rooms.has(target) && !(target in libraries)) {
        throw new Error(`${table}: ${room} may import "${target}", which has no row in the table; add a row for it`);
      }
    }
  }
  return rooms;
}

function namesIn(cell) {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
}

/** Returns the pattern of the files that belong to a room and to no room inside it. */
function filesOf(room, rooms) {
  const own = `^${patternOf(room)}`;
  const inside = rooms.filter((other) => other !== room && new RegExp(own).test(other));
  return inside.length > 0 ? `^(?!${inside.map(patternOf).join("|")})${patternOf(room)}` : own;
}

function patternOf(room) {
  const escaped = room.replaceAll(".", "\\.").replace("*", "[^/]+");
  return room.endsWith("/") ? escaped : `${escaped}$`;
}

/** Rooms import downward only, so the table itself has no cycle. */
function refuseCycles(rooms) {
  const finished = new Set();
  const visit = (room, path) => {
    if (path.includes(room)) {
      throw new Error(`${table}: rooms import each other: ${[...path.slice(path.indexOf(room)), room].join(" -> ")}`);
    }
    if (!finished.has(room)) {
      for (const target of rooms.get(room) ?? []) {
        visit(target, [...path, room]);
      }
      finished.add(room);
    }
  };
  for (const room of rooms.keys()) {
    visit(room, []);
  }
}

function rulesOf(rooms, names) {
  const everyRoom = names.map((name) => filesOf(name, names));
  return [...rooms].flatMap(([room, targets]) => {
    if (targets === undefined) {
      return [];
    }
    const own = filesOf(room, names);
    return {
      name: `not in the row of ${room} of ${table}`,
      severity: "error",
      from: { path: own },
      to: {
        path: [...everyRoom, ...Object.values(libraries)],
        pathNot: [own, ...targets.map((target) => libraries[target] ?? filesOf(target, names))],
      },
    };
  });
}

const rooms = readRooms(readFileSync(table, "utf8"));
refuseCycles(rooms);
const names = [...rooms.keys()];

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    { name: "no import cycle", severity: "error", from: {}, to: { circular: true } },
    {
      name: `no room in ${table}`,
      severity: "error",
      from: { pathNot: [...names.map((room) => filesOf(room, names)), "^node_modules/"] },
      to: {},
    },
    ...rulesOf(rooms, names),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    // The template is another project, and its imports resolve only there.
    exclude: { path: "^(dist|cdktf\\.out|coverage|cli/init/template)/" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: [".ts", ".cjs", ".js", ".json"] },
  },
};
