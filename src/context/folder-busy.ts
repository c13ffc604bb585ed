/** The folder is held by another process that is not a server one could ask: it releases the folder when it ends. */
export class FolderBusy extends Error {}
