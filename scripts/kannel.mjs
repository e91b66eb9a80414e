// Where Kannel lies: the SMS gateway whose programs try our SMPP (Debian's kannel and kannel-extras). Its test programs are on no PATH.
import { inPackage, onPath } from './paths.mjs'

export const kannelPackages = ['kannel', 'kannel-extras']

/** bearerbox, smsbox or drive_smpp as a full path; undefined where it is not installed. */
export const kannelFile = (name) => onPath(name) ?? kannelPackages.map((one) => inPackage(one, name)).find(Boolean)

export const hasKannel = () => ['bearerbox', 'smsbox', 'drive_smpp'].every(kannelFile)
